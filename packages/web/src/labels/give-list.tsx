import { CallRefused, listColleaguesEndpoint, releaseEndpoint } from '@qige/wire';
import { Button, InputNumber } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { enqueueAct } from '../offline/the-queue.ts';
import { useMe } from '../shell/me.ts';
import { Choice } from '../ui/choice.tsx';
import { Icon } from '../ui/icon.tsx';
import { feel } from '../ui/scanner/feel.ts';
import { say } from '../ui/toast.ts';
import styles from './scan.module.css';
import type { Giving } from './scanning.ts';
import { staleAfterActs } from './use-scanning.ts';

/** Papers collected for somebody: their card and the papers scanned in any order, pages counted, then released in one act. */
export function GiveList({ giving, onChange, onDone }: { giving: Giving; onChange: (giving: Giving) => void; onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const me = useMe();
  const colleagues = useAsk(listColleaguesEndpoint, {});
  const [busy, setBusy] = useState(false);
  const { receiver, papers } = giving;
  const people = (colleagues.data?.colleagues ?? []).filter((one) => one.id !== me.id);
  const options = receiver && !people.some((one) => one.id === receiver.id) ? [...people, receiver] : people;

  async function release(): Promise<void> {
    if (!receiver || papers.length === 0) return;
    setBusy(true);
    const says = t('scanning.given', { count: papers.length, name: receiver.name });
    const body = { receiverId: receiver.id, papers: papers.map(({ copyId, pageCount }) => ({ copyId, pageCount })) };
    const outcome = await enqueueAct(releaseEndpoint, { body }, { says, href: '/scan', stale: staleAfterActs }).finally(() => setBusy(false));
    if (outcome.kind === 'refused') {
      feel('wrong');
      return say(sayTrouble(t, outcome.error), { tone: 'wrong' });
    }
    feel('good');
    say(outcome.kind === 'done' ? says : t('scanning.givenLater', { name: receiver.name }));
    const refused = outcome.kind === 'done' ? outcome.reply.answers.filter((one) => !one.done) : [];
    if (refused.length === 0) return onDone();
    onChange({ receiver, papers: papers.flatMap((paper) => {
      const no = refused.find((one) => one.copyId === paper.copyId);
      return no ? [{ ...paper, trouble: sayTrouble(t, new CallRefused(409, { message: '', code: 'custody_impossible', ...no.refusal })) }] : [];
    }) });
  }

  return (
    <section className={styles['list']} aria-label={t('scanning.give')}>
      <header>
        <h2>{receiver ? t('scanning.giveTo', { name: receiver.name }) : t('scanning.giveWhom')}</h2>
        <Choice
          block
          aria-label={t('scanning.receiver')}
          none={t('scanning.receiver')}
          value={receiver?.id ?? ''}
          options={options.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => onChange({ papers, receiver: options.find((one) => one.id === id) ?? null })}
        />
      </header>
      {papers.length === 0 && <p>{t('scanning.giveNothing')}</p>}
      <ul>
        {papers.map((paper) => (
          <li key={paper.copyId} data-state={paper.trouble ? 'refused' : 'done'}>
            <div>
              <b>{paper.paper}</b>
              {paper.trouble && <span>{paper.trouble}</span>}
            </div>
            <label className={styles['pages']}>
              <InputNumber
                size="large"
                min={0}
                max={10_000}
                precision={0}
                value={paper.pageCount}
                aria-label={t('scanning.pages')}
                onChange={(pageCount) => onChange({ receiver, papers: papers.map((one) => (one.copyId === paper.copyId ? { ...one, pageCount: pageCount ?? 0 } : one)) })}
              />
              {t('scanning.pagesUnit')}
            </label>
            <Button type="text" size="large" aria-label={`${t('act.remove')} ${paper.paper}`} icon={<Icon name="close" />} onClick={() => onChange({ receiver, papers: papers.filter((one) => one.copyId !== paper.copyId) })} />
          </li>
        ))}
      </ul>
      <Button type="primary" size="large" block style={{ height: 52 }} loading={busy} disabled={!receiver || papers.length === 0} onClick={() => void release()}>
        {t('scanning.release', { count: papers.length })}
      </Button>
    </section>
  );
}
