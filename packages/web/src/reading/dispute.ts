import i18next from 'i18next';

/** `court:<as printed>` or `arbitration:<body>` in words a person reads and types. */
export function sayDispute(value: string): string {
  const match = /^(court|arbitration):(.*)$/s.exec(value);
  return match ? `${i18next.t(`dispute.${match[1]}`)}${i18next.t('act.colon')}${match[2]}` : value;
}

/** What was typed, with the way of settling put back in front where it was named, in either language. */
export function readDispute(text: string): string {
  const match = /^(诉讼|法院|起诉|court|仲裁|arbitration)\s*[:：]\s*(.+)$/is.exec(text.trim());
  if (!match) return text;
  return `${/^(仲裁|arbitration)$/i.test(match[1] ?? '') ? 'arbitration' : 'court'}:${match[2]}`;
}
