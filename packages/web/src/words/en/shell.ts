export const shell = {
  name: 'Qige',
  says: 'The archive of paper contracts',
  rooms: 'Rooms',
  find: 'Find or do',
  more: 'More',
  skip: 'Skip to content',
  offline: 'The line to the server is down; reconnecting. Everything you sent has been saved.',
};

export const room = {
  today: 'Today',
  scans: 'Intake',
  desk: 'Desk',
  contracts: 'Contracts',
  search: 'Search',
  parties: 'Parties',
  numbers: 'Numbers',
  audit: 'Audit',
  people: 'People',
  settings: 'Settings',
};

export const act = {
  again: 'Try again',
  back: 'Back',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  add: 'Add',
  edit: 'Edit',
  remove: 'Remove',
  undo: 'Undo',
  open: 'Open',
  copy: 'Copy',
  copied: 'Copied',
  more: 'Show more',
  clear: 'Clear filters',
  columns: 'Columns',
  resetColumns: 'Back to default',
  loading: 'Loading',
};

export const signIn = {
  title: 'Sign in',
  email: 'E-mail',
  password: 'Password',
  stay: 'Stay signed in on this device',
  enter: 'Sign in',
  wrong: 'Wrong e-mail or password. After several attempts there is a short pause.',
  setupFirst: 'There is no administrator yet. Open the set-up link that the server printed when it started.',
};

export const setUp = {
  title: 'Make the first administrator',
  says: 'This link works once. The administrator adds other people and departments.',
  noToken: 'This address is not complete. Copy the whole set-up link that the server printed when it started.',
  name: 'Name',
  nameWrong: 'Give a name of at most 60 characters.',
  emailWrong: 'This is not an e-mail address.',
  passwordHint: 'At least 10 characters.',
  passwordShort: '{{left}} more characters needed.',
  make: 'Create and sign in',
};

export const keys = {
  title: 'Keyboard shortcuts',
  everywhere: 'Everywhere',
  list: 'Lists',
  next: 'Next line',
  previous: 'Previous line',
  open: 'Open in full',
  peek: 'Look beside the list',
  choose: 'Select',
  chooseAll: 'Select all',
  search: 'Go to search',
  resize: 'Column width',
};

export const find = {
  hint: 'Contract, number, party, room or action',
  room: 'Room',
  act: 'Action',
  keys: 'Keyboard shortcuts',
  light: 'Light theme',
  dark: 'Dark theme',
  language: 'Switch to Chinese',
  sheets: 'Print separator sheets',
  signOut: 'Sign out',
  number: 'Number',
  title: 'Contract',
  party: 'Party',
  everywhere: 'Search every page for “{{words}}”',
};

export const trouble = {
  title: 'This screen did not open',
  nothingHere: 'Nothing is here',
  nothingHereWhy: 'It may have been moved, or you may not be allowed to see it.',
};

export const error = {
  offline: 'The server cannot be reached. What you typed is still here; try again once you are back online.',
  unauthenticated: 'Your session has ended. Sign in again.',
  forbidden: 'Your role does not allow this. Ask an administrator.',
  'forbidden_out-of-sight': 'The contract would be out of your own sight, so it was not saved. Choose a department of yours, or ask an archivist.',
  'forbidden_cannot-carry-mark': 'This file cannot carry a watermark, so only those who may download clean copies get it. Download the archive PDF, which carries one.',
  not_found: 'It cannot be found: it may have been moved, or you may not be allowed to see it.',
  invalid_request: 'Something is not filled in correctly; nothing was changed.',
  too_many_requests: 'Too many attempts. Wait a minute and try again.',
  payload_too_large: 'This is larger than the archive accepts.',
  setup_done: 'The administrator has been made already. Sign in.',
  setup_token_wrong: 'This set-up link is wrong or used up. Look for the link printed at the latest start of the server.',
  email_taken: 'Somebody else uses this e-mail address.',
  last_administrator: 'This is the last administrator. Name another one first.',
  own_rights: 'Nobody changes their own rights; somebody else has to.',
  not_yours_to_give: 'That goes beyond the rights you hold or may give. Nothing was changed.',
  role_in_use: '{{people}} still hold this role; give them another one first.',
  role_built_in: 'Built-in roles stay as they are; change a copy.',
  number_taken: 'This number has been given; numbers are never used twice.',
  number_voided: 'This number was voided; numbers are never used twice.',
  scan_not_ready: 'It cannot be registered yet. Settle what is listed first.',
  scan_closed: 'This scan has been dealt with and cannot be changed any more.',
  scan_changed: 'Somebody has just changed this scan. What you typed is still here; compare it with the page and register again.',
  arrangement_impossible: 'The pages cannot be arranged like this; nothing was changed.',
  nothing_to_undo: 'There is nothing left to undo.',
  not_quarantined: 'This file is no longer in quarantine.',
  password_wrong: 'This password does not open the file. The file is unchanged.',
  no_file_waiting: 'No file is waiting.',
  party_in_use: 'The name or code clashes with a party of the register; nothing was changed.',
  'party_in_use_code-differs': 'The two have different credit codes, so they are not one party; nothing was changed.',
  'party_in_use_code-taken': 'This credit code belongs to {{party}}; nothing was changed.',
  'party_in_use_name-taken': 'There is a party of this name, {{party}}. Merge the two if they are one; nothing was changed.',
  'party_in_use_same-party': 'This is the same party; there is nothing to merge.',
  'party_in_use_kind-differs': 'One of our own companies and a counterparty cannot be merged.',
  party_exists: 'There is a party of this name or code already.',
  relation_exists: 'These two contracts are related in this way already.',
  contract_changed: 'Somebody else just changed this contract. What you typed is still here; compare it with the newest and save again.',
  state_impossible: 'The contract cannot move to that state from where it is now; nothing was changed. Look at its newest state first.',
  search_unreadable: 'The search cannot be read: check that quotation marks and brackets come in pairs.',
  vault_full: 'The disk of the archive is full. Nothing received was lost; make room and try again.',
  unavailable: 'The server is not answering at the moment. Nothing saved was lost; try again shortly.',
  internal: 'The program failed; it has been written to the log. Nothing saved was lost; try once more.',
};

export const theme = { title: 'Appearance', light: 'Light', dark: 'Dark', system: 'As the system' };
export const language = { title: 'Language', 'zh-CN': '简体中文', en: 'English' };
