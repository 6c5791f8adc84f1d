export const field = {
  contractType: 'Type',
  title: 'Title',
  contractNumber: 'Printed number',
  number: 'Number',
  party: { name: 'Name', uscc: 'Credit code', role: 'Role' },
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

export const dispute = { court: 'Court', arbitration: 'Arbitration' };
export const side = { A: 'Party A', B: 'Party B', C: 'Party C', D: 'Party D', E: 'Party E' };
export const confidentiality = { public: 'Public', internal: 'Internal', confidential: 'Confidential', secret: 'Secret' };
export const relationTo = { supplement: 'Supplement to', renewal: 'Renewal of', replacement: 'Replaces', related: 'Related to' };
export const scanState = { reading: 'Being read', read: 'To check', set_aside: 'Set aside', rescan: 'To rescan', rejected: 'Rejected', registered: 'Registered', merged: 'Merged' };

export const finding = {
  amountMismatch: 'The amounts differ: {{digits}} in digits, {{uppercase}} in capitals ({{uppercaseValue}}).',
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
  labelTorn: 'The label on the page is torn or misread: its check character does not fit ({{code}}). Look at the paper and file it by hand.',
  labelElsewhere: 'The label on the page is another system’s ({{code}}).',
  labelUnknown: 'The label on the page is whole, but there is no such number here ({{code}}).',
  labelNotACopy: 'The label on the page is not a paper’s ({{code}}): it is of a place or a borrower card.',
  labelSeveral: 'The pages bear labels of different papers ({{code}}). See whether they were scanned together by mistake.',
  other: 'Something does not add up ({{type}}).',
};
export const element = { parties: 'the parties', subject: 'the subject', quantity: 'quantity', quality: 'quality', price: 'price', performance: 'time, place and manner of performance', breach: 'liability for breach', dispute: 'disputes' };
export const usccReason = { length: 'does not have 18 characters', alphabet: 'has characters that no code has', checkDigit: 'has a wrong check character' };

export const quality = {
  resolution: '{{measured}} dpi, below {{limit}}',
  'resolution-unknown': 'Resolution cannot be measured',
  'small-text': 'Has characters of {{measured}} mm: the standard wants {{limit}} dpi for small text',
  'dense-text': 'Small and close print, about {{measured}} characters a sheet: the standard wants {{limit}} dpi',
  'faint-text': 'Faint print: the standard wants {{limit}} dpi',
  skew: 'Skewed by {{measured}}°, straightened',
  blur: 'Not sharp',
  blank: 'Blank page',
  cut: 'Something is cut off at the edge',
  'seal-not-in-colour': 'Bears a seal but is not scanned in colour',
  'red-head-not-in-colour': 'Has a red head but is not scanned in colour',
  'picture-not-in-colour': 'Holds a picture but is not scanned in colour',
  photo: 'Photographed, straightened',
  'doubtful-text': 'The text was read with little confidence',
};

export const pageFailure = {
  broken: 'The image is damaged. Scan this page again.',
  empty: 'The file is empty. Scan it again.',
  'too-large': 'The image is too large and was not opened. Scan it at a lower resolution.',
  unsupported: 'This kind of image is not supported. Send it as PDF or JPEG.',
  'cut-short': 'The file is incomplete; it may not have been copied to its end. Scan or send it again.',
  crashed: 'Reading stopped. Read it again; if that does not help, scan it again.',
  'vault-full': 'The disk of the vault is full. Make room, then read it again.',
  unreadable: 'Reading went wrong. Read it again; if that does not help, scan it again.',
  'file-missing': 'The file received is not in the vault. Have it restored from the backup, then read it again.',
  'password-needed': 'The file is encrypted and no password opens it. Send one that is not.',
};

export const reading = {
  again: 'Read again',
  againPage: 'Read this page again',
  againAsked_one: '{{count}} page is queued to be read again',
  againAsked_other: '{{count}} pages are queued to be read again',
  failedPages_one: '{{count}} page could not be read, so fields may be missing:',
  failedPages_other: '{{count}} pages could not be read, so fields may be missing:',
  pageFailed: 'This page could not be read. {{why}}',
  correctLine: 'Correct this line',
  correctLineHint: 'What was read is kept beside it.',
  lineText: 'Text of the line',
  lineOnPage: 'The line as it stands on the page',
  takeEngineText: 'Take what was read',
  corrected: 'Corrected',
  takenBack: 'What was read counts again',
  lost_one: '{{count}} correction fits no line since the page was read again',
  lost_other: '{{count}} corrections fit no line since the page was read again',
  lostLine: 'Page {{number}}: corrected to “{{text}}”, read as “{{was}}”',
  showPlace: 'Show place',
  takeBack: 'Discard',
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
  correctText: 'Correct the text',
  pageText: 'Text of page {{number}}; arrows choose a line, Enter corrects it',
  pages: 'Pages',
  page: 'Page {{number}}',
};
