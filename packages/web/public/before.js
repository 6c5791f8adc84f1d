// Zod asks this before it makes its first schema. The page's policy forbids code made of text, so it must not even try.
globalThis['__zod_globalConfig'] = { jitless: true };
// What is shown until the pages are here is in the language they will be in.
try {
  if (localStorage.getItem('qige.language') === 'en') document.documentElement.lang = 'en';
} catch {
  // No storage: Chinese, as the pages themselves.
}
