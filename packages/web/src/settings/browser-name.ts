/** Browser and system out of a user agent, as people call them; '' where it is neither. */
export function browserOf(agent: string | null): string {
  if (!agent) return '';
  const browser = [
    [/MicroMessenger/, '微信'],
    [/Edg\//, 'Edge'],
    [/QQBrowser/, 'QQ浏览器'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ] as const;
  const system = [
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
  ] as const;
  const name = (list: readonly (readonly [RegExp, string])[]): string => list.find(([sign]) => sign.test(agent))?.[1] ?? '';
  return [name(browser), name(system)].filter(Boolean).join(' · ');
}
