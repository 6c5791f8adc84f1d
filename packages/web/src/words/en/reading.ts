export const field = {
  contractType: 'Type',
  title: 'Title',
  contractNumber: 'Printed number',
  number: 'Number',
  party: { name: 'Name', uscc: 'Credit code', role: 'Role of {{side}}' },
  signedOn: 'Signed on',
  signedPlace: 'Signed at',
  amount: 'Amount',
  amountUppercase: 'In capitals',
  currency: 'Currency',
  payments: 'Payments',
  effectiveOn: 'Effective on',
  effectiveFrom: 'Effective from',
  expiresOn: 'Expires on',
  deliveryBy: 'Delivery by',
  warranty: 'Warranty',
  disputeResolution: 'Disputes',
  copies: 'Copies',
  departmentId: 'Department',
  ownerId: 'Business owner',
  confidentiality: 'Confidentiality',
  main: 'Belongs to',
  mainKind: 'How it belongs',
  mainNumber: 'Number of the other contract',
  state: 'State',
  counterparty: 'Counterparty',
  ownEntity: 'Our side',
  registeredAt: 'Registered',
  registeredBy: 'Registered by',
  pageCount: 'Pages',
};

export const dispute = { court: 'Court', arbitration: 'Arbitration', colon: ': ' };
export const side = { A: 'Party A', B: 'Party B', C: 'Party C', D: 'Party D', E: 'Party E' };
export const confidentiality = { public: 'Public', internal: 'Internal', confidential: 'Confidential', secret: 'Secret' };
export const relationTo = { supplement: 'Supplement to', renewal: 'Renewal of', replacement: 'Replaces', related: 'Related to' };
export const scanState = { reading: 'Being read', read: 'To check', set_aside: 'Set aside', rescan: 'To rescan', rejected: 'Rejected', registered: 'Registered', merged: 'Merged' };

export const finding = {
  amountMismatch: 'The amounts differ: ¥{{digits}} in digits, {{uppercase}} in capitals (¥{{uppercaseValue}}).',
  usccInvalid: 'The credit code {{code}} of {{side}} {{reason}}.',
  expiredBeforeSigned: 'It expires on {{expiresOn}}, before it was signed on {{signedOn}}.',
  depositOverTwentyPercent: 'The deposit is {{percent}}% of the amount; the law allows 20%.',
  missingPage: 'Page {{page}} of {{of}} is missing.',
  blankDate: 'A date is blank. {{side}}',
  blankSignature: 'A signature is missing. {{side}}',
  missingStamp: 'A seal is missing. {{side}}',
  courtAndArbitration: 'Both court and arbitration are agreed on.',
  paymentPercents: 'The payments add up to {{sum}}%, not 100%.',
  missingElement: 'No clause found on {{element}}.',
  other: 'Something does not add up ({{type}}).',
};
export const element = { parties: 'the parties', subject: 'the subject', quantity: 'quantity', quality: 'quality', price: 'price', performance: 'time, place and manner of performance', breach: 'liability for breach', dispute: 'disputes' };
export const usccReason = { length: 'does not have 18 characters', alphabet: 'has characters that no code has', checkDigit: 'has a wrong check character' };

export const quality = {
  resolution: '{{measured}} dpi, below {{limit}}',
  'resolution-unknown': 'Resolution cannot be measured',
  skew: 'Skewed by {{measured}}°, straightened',
  blur: 'Not sharp',
  blank: 'Blank page',
  cut: 'Something is cut off at the edge',
  'seal-not-in-colour': 'Bears a seal but is not scanned in colour',
  photo: 'Photographed, straightened',
  'doubtful-text': 'The text was read with little confidence',
};

export const pageFailure = {
  broken: 'the image is damaged',
  empty: 'the file is empty',
  'too-large': 'the image is too large',
  unsupported: 'this kind of image is not supported',
  'cut-short': 'the file is incomplete',
  crashed: 'reading stopped',
};

export const viewer = {
  keysTitle: 'Page viewer',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Whole page',
  width: 'Fit width',
  next: 'Next page',
  previous: 'Previous page',
  of: '{{number}} / {{of}}',
  broken: 'The image of this page could not be fetched. Try again shortly.',
  pages: 'Pages',
  page: 'Page {{number}}',
};
