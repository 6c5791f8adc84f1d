import type { Reader } from '@qige/ocr';

/** For tests in which nothing is to be read: says so when something is. */
export const unreadableReader: Reader = {
  readImage: () => Promise.reject(new Error('This test brought no reader.')),
  close: async () => {},
  pids: [],
};
