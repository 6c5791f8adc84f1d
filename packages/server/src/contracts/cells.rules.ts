/**
 * Text for a spreadsheet cell. What begins like a formula gets an apostrophe in front, so that it stays text also after the sheet
 * was saved as CSV and opened again (OWASP, CSV injection).
 */
export function safeText(text: string): string {
  // Control characters that XML cannot hold.
  // oxlint-disable-next-line no-control-regex
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return /^[=+\-@\t\r\n＝＋－＠]/.test(clean) ? `'${clean}` : clean;
}

/** An amount as a number where Excel keeps every digit of it (15), else as text. */
export function amountCell(amount: string | null): number | string | null {
  if (amount === null) return null;
  return amount.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15 ? Number(amount) : amount;
}
