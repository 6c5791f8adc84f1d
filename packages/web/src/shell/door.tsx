import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTabTitle } from '../ui/tab-title.ts';
import { chooseLanguage, type Language } from '../words/words.ts';
import styles from './door.module.css';

/** The frame of the screens before one is in. */
export function Door({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const { t, i18n } = useTranslation();
  useTabTitle(() => title);
  const other: Language = i18n.language === 'en' ? 'zh-CN' : 'en';
  return (
    <main className={styles['door']}>
      <div className={styles['leaf']}>
        <header>
          <img src="/seal.svg" width={44} height={44} alt="" />
          <div>
            <p className={styles['name']}>{t('shell.name')}</p>
            <p className={styles['says']}>{t('shell.says')}</p>
          </div>
        </header>
        <h1>{title}</h1>
        {children}
      </div>
      <button type="button" className={styles['language']} lang={other} onClick={() => void chooseLanguage(other)}>
        {other === 'en' ? 'English' : '简体中文'}
      </button>
    </main>
  );
}

export function Field({ label, htmlFor, hint, trouble, children }: { label: string; htmlFor: string; hint?: string; trouble?: string | undefined; children: ReactNode }): ReactNode {
  return (
    <div className={styles['field']}>
      <label htmlFor={htmlFor}>{label}</label>
      {children}
      {hint && !trouble && <p className={styles['hint']}>{hint}</p>}
      {trouble && (
        <p className={styles['trouble']} role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}
