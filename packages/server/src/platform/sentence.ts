/** Something the person who started the program can put right. Printed as it stands, without a stack. */
export class Sentence extends Error {
  override name = 'Sentence';
}
