import { call, findWhereaboutsEndpoint, type Whereabouts } from '@qige/wire';
import { Input } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { send } from '../api/send.ts';
import { sayTrouble } from '../api/trouble.ts';
import { say } from '../ui/toast.ts';
import styles from './room.module.css';

/** "Where is this contract": typed, and answered with where each of its copies is. `end`: it stands at the end of its line, and unfolds towards the beginning. */
export function PaperFinder({ onFound, end = false }: { onFound: (copy: Whereabouts) => void; end?: boolean }): ReactNode {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const found = useAsk(findWhereaboutsEndpoint, { query: { text: asked, limit: 20 } }, { enabled: asked !== '', keep: true });
  const copies = asked === '' ? [] : (found.data?.copies ?? []);
  const choose = (copy: Whereabouts | undefined): void => {
    if (!copy?.place) return;
    setText('');
    onFound(copy);
  };
  /** A scanner is faster than the list below: what stands there still may answer half of what it typed. */
  const enter = async (): Promise<void> => {
    if (text.trim() === '') return;
    try {
      choose((await call(send, findWhereaboutsEndpoint, { query: { text: text.trim(), limit: 20 } })).copies.find((copy) => copy.place));
    } catch (error) {
      say(sayTrouble(t, error), { tone: 'wrong' });
    }
  };
  return (
    <div className={styles['finder']}>
      <Input allowClear style={{ width: 220 }} value={text} maxLength={100} placeholder={t('places.findPaper')} aria-label={t('places.findPaper')} onChange={(event) => setText(event.target.value)} onPressEnter={() => void enter()} onKeyDown={(event) => event.key === 'Escape' && setText('')} />
      {asked !== '' && found.data && (
        <div className={styles['found']} data-end={end || undefined}>
          {copies.map((copy) => (
            <button key={copy.copyId} type="button" disabled={!copy.place} onClick={() => choose(copy)}>
              {copy.contractTitle}
              <small>
                {copy.archivalCode ?? copy.contractNumber} · {t(`places.copyKind.${copy.kind}`)} {copy.ordinal}
              </small>
              <small>{copy.place?.where ?? (copy.person ? t('places.withPerson', { name: copy.person.name }) : copy.outside ? t('places.outside', { name: copy.outside }) : t(`places.gone.${copy.holder}`))}</small>
            </button>
          ))}
          {copies.length === 0 && <p style={{ padding: '8px 12px', color: 'var(--ink-soft)' }}>{t('places.paperNotFound')}</p>}
        </div>
      )}
    </div>
  );
}
