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

/** What a decoder threw, as one of ours; what is no fault of the picture (no such file) stays as it is. */
export function asUnreadable(error: unknown): unknown {
  if (error instanceof UnreadableImage) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return error;
  const code = /exceeds pixel limit|too large|Memory/i.test(message)
    ? 'too-large'
    : /premature|truncat|ends? of (file|image)|unexpected end|not enough|read gave|insufficient|corrupt|early/i.test(message)
      ? 'cut-short'
      : /unsupported image format|no decode delegate|not supported/i.test(message)
        ? 'unsupported'
        : 'broken';
  return new UnreadableImage(code, sentence[code], { cause: error });
}

const sentence = {
  'too-large': 'The picture has more pixels than are read.',
  'cut-short': 'The file ends before its picture does.',
  unsupported: 'This kind of file is not read.',
  broken: 'The picture is damaged and cannot be decoded.',
} as const;
