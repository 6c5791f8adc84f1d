/** What cannot carry a mark; the message is a word for why: `encrypted`, `damaged`. */
export class Unmarkable extends Error {
  override name = 'Unmarkable';
}
