import { Button } from 'antd';
import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSize } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Progress } from '../ui/progress.tsx';
import { Section } from '../ui/room.tsx';
import { cutOff, forgetCutOff, giveUp, hearSending, sendAgain, sendingNow } from './uploads.ts';
import styles from './scans.module.css';

const shown = 12;

/** What is on its way to the archive, file by file; what has arrived leaves the list. */
export function SendingList(): ReactNode {
  const { t } = useTranslation();
  const list = useSyncExternalStore(hearSending, sendingNow);
  const [interrupted, setInterrupted] = useState<string[]>([]);
  const names = list.map((one) => one.name).join('\n');
  useEffect(() => void cutOff(names.split('\n')).then(setInterrupted), [names]);
  const done = list.filter((one) => one.state === 'done').length;
  const open = list.filter((one) => one.state !== 'done').toSorted((a, b) => Number(b.state === 'failed') - Number(a.state === 'failed') || b.sent - a.sent);

  return (
    <>
      {interrupted.length > 0 && (
        <p className={styles['notice']}>
          {t('intake.cutOff', { count: interrupted.length, names: interrupted.slice(0, 3).join(t('act.comma')) })}{' '}
          <button type="button" onClick={() => void forgetCutOff().then(() => setInterrupted([]))}>
            {t('intake.forgetCutOff')}
          </button>
        </p>
      )}
      {list.length > 0 && (
        <Section title={t('intake.sending', { done, of: list.length })}>
          {open.length > 0 && (
            <ul className={styles['sending']} aria-live="off">
              {open.slice(0, shown).map((one) => (
                <li key={one.id} data-state={one.state}>
                  <span className={styles['fileName']}>
                    {one.folder && <span className={styles['faint']}>{one.folder}/</span>}
                    {one.name}
                  </span>
                  <span className={styles['faint']}>
                    {one.state === 'sending' ? `${formatSize(one.sent)} / ${formatSize(one.size)}` : one.state === 'failed' ? t(one.refused === 413 ? 'error.payload_too_large' : one.refused === 507 ? 'error.vault_full' : 'intake.sendFailed') : t(`intake.state.${one.state}`)}
                  </span>
                  <Progress done={one.sent} of={Math.max(1, one.size)} label={one.name} wrong={one.state === 'failed'} />
                  <span>
                    {one.state === 'failed' && (
                      <Button size="small" onClick={() => sendAgain(one.id)}>
                        {t('act.again')}
                      </Button>
                    )}
                    <Button size="small" type="text" aria-label={`${t('intake.giveUp')}: ${one.name}`} title={t('intake.giveUp')} icon={<Icon name="close" size={14} />} onClick={() => void giveUp(one.id)} />
                  </span>
                </li>
              ))}
            </ul>
          )}
          {open.length > shown && <p className={styles['faint']}>{t('intake.andMore', { count: open.length - shown })}</p>}
        </Section>
      )}
    </>
  );
}
