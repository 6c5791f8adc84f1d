import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './search.module.css';

const lines = ['word', 'phrase', 'both', 'either', 'without', 'field', 'amount', 'date'] as const;

/** What can be typed, each with an example to try. */
export function SyntaxHelp({ onTry }: { onTry: (words: string) => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <section className={styles['help']}>
      <h2>{t('search.help')}</h2>
      <p>{t('search.helpSay')}</p>
      <dl>
        {lines.map((line) => (
          <div key={line}>
            <dt>
              <button type="button" onClick={() => onTry(t(`search.example.${line}`))}>
                {t(`search.example.${line}`)}
              </button>
            </dt>
            <dd>{t(`search.says.${line}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
