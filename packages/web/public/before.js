// Zod asks this before it makes its first schema. The page's policy forbids code made of text, so it must not even try.
globalThis['__zod_globalConfig'] = { jitless: true };
