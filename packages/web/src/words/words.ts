import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'zh-CN' | 'en';
const key = 'qige.language';

const load: Record<Language, () => Promise<{ words: object }>> = {
  'zh-CN': () => import('./zh/words.ts'),
  en: () => import('./en/words.ts'),
};

export function languageChoice(): Language {
  return localStorage.getItem(key) === 'en' ? 'en' : 'zh-CN';
}

/** Only the language in use is fetched. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(key, language);
  await bring(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

async function bring(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) i18next.addResourceBundle(language, 'translation', (await load[language]()).words);
}

export async function startWords(): Promise<void> {
  const language = languageChoice();
  const { words } = await load[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: words } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}
