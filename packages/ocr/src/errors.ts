/** Why an image could not be read. `cut-short`: the file ends before its picture does. */
export type UnreadableCode = 'broken' | 'empty' | 'too-large' | 'unsupported' | 'cut-short';

/** The bytes are no picture we can read; `code` says in which way. */
export class UnreadableImage extends Error {
  readonly code: UnreadableCode;
  constructor(code: UnreadableCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnreadableImage';
    this.code = code;
  }
}

/** The PDF is encrypted; `given` tells whether a password was tried and was wrong. */
export class PasswordNeeded extends Error {
  readonly given: boolean;
  constructor(given: boolean) {
    super(given ? 'The password does not open this PDF.' : 'This PDF is encrypted and needs its password.');
    this.name = 'PasswordNeeded';
    this.given = given;
  }
}

/** The bytes are no PDF that can be opened, or one of its pages cannot be. */
export class UnreadablePdf extends Error {
  readonly code: 'broken' | 'empty' | 'too-large' | 'unsupported';
  constructor(code: 'broken' | 'empty' | 'too-large' | 'unsupported', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnreadablePdf';
    this.code = code;
  }
}

/** The archive copy does not carry the text that was read. `page` counts from 1. */
export class ArchiveCopyMismatch extends Error {
  readonly page: number;
  constructor(page: number, message: string) {
    super(`Page ${page} of the archive copy: ${message}`);
    this.name = 'ArchiveCopyMismatch';
    this.page = page;
  }
}

/** The process that read the page ended before it was done; the page may be tried again. */
export class ReaderCrashed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ReaderCrashed';
  }
}
