import { answerFindingEndpoint, type Finding, type ScanId, showReadingEndpoint } from '@qige/wire';
import { Button } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { sayFinding } from '../reading/say-reading.ts';
import { AskText } from '../ui/ask-text.tsx';
import { Icon } from '../ui/icon.tsx';
import { Keys } from '../ui/keys.tsx';
import { say } from '../ui/toast.ts';
import styles from './desk.module.css';

/** What does not add up, to be answered: it is not so, or it is so and the contract is taken in nonetheless. */
export function FindingLines({ scanId, findings, active, mayAnswer, onShow }: { scanId: ScanId; findings: readonly Finding[]; active: string | undefined; mayAnswer: boolean; onShow: (finding: Finding) => void }): ReactNode {
  const { t } = useTranslation();
  const act = useAct(answerFindingEndpoint, [showReadingEndpoint.path, '/desk']);
  const [asked, setAsked] = useState<Finding>();
  const answer = (finding: Finding, given: 'accepted' | 'dismissed' | null, note = ''): void => {
    // Awaited, since the way back is open still when this scan has left the desk.
    void act.mutateAsync({ params: { scanId, findingId: finding.id }, body: { answer: given, note } }).then(
      () => given && say(t('desk.answeredAs', { answer: t(`desk.${given}`), finding: sayFinding(t, finding) }), { undo: { label: t('act.undo'), run: () => answer(finding, null) } }),
      (error: unknown) => say(sayTrouble(t, error), { tone: 'wrong' }),
    );
  };
  const open = findings.filter((finding) => !finding.answer);
  const section = useRef<HTMLElement>(null);
  const left = useRef(open.length);
  useEffect(() => {
    // Answered from the keyboard: on to the next one, and after the last to the fields.
    if (open.length < left.current && document.activeElement === document.body) {
      (section.current?.querySelector<HTMLElement>('[data-finding]') ?? document.getElementById('field-title'))?.focus();
    }
    left.current = open.length;
  }, [open.length]);
  const answered = findings.filter((finding) => finding.answer);
  if (findings.length === 0) return null;
  return (
    <section ref={section} className={styles['findings']} aria-label={t('desk.findings')}>
      {open.map((finding) => (
        <div key={finding.id} className={styles['finding']} data-severity={finding.severity} data-active={active === `finding ${finding.id}` || undefined}>
          <button type="button" className={styles['says2']} data-finding onFocus={() => onShow(finding)} onClick={() => onShow(finding)}>
            <Icon name={finding.severity === 'note' || finding.severity === 'uncertain' ? 'info' : 'warn'} size={16} />
            <span>
              {sayFinding(t, finding)}
              <small>{finding.source}</small>
            </span>
          </button>
          {mayAnswer && (
            <span className={styles['answers']}>
              <Button size="small" data-dismiss={finding.id} onClick={() => answer(finding, 'dismissed')}>
                {t('desk.dismiss')} <Keys keys="d" />
              </Button>
              <Button size="small" data-accept={finding.id} onClick={() => setAsked(finding)}>
                {t('desk.accept')} <Keys keys="a" />
              </Button>
            </span>
          )}
        </div>
      ))}
      {answered.length > 0 && (
        <details className={styles['answered']}>
          <summary>{t('desk.answered', { count: answered.length })}</summary>
          {answered.map((finding) => (
            <p key={finding.id}>
              {sayFinding(t, finding)} · {t(`desk.${finding.answer?.answer}`)}
              {finding.answer?.note && `${t('act.colon')}${finding.answer.note}`}{' '}
              {mayAnswer && (
                <button type="button" className={styles['link']} onClick={() => answer(finding, null)}>
                  {t('act.undo')}
                </button>
              )}
            </p>
          ))}
        </details>
      )}
      {asked && (
        <AskText
          title={t('desk.acceptTitle')}
          hint={sayFinding(t, asked)}
          label={t('desk.acceptNote')}
          optional
          confirm={t('desk.accept')}
          cancel={t('act.cancel')}
          onCancel={() => setAsked(undefined)}
          onAnswer={(note) => {
            answer(asked, 'accepted', note);
            setAsked(undefined);
          }}
        />
      )}
    </section>
  );
}
