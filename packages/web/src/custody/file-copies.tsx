import { ArchiveRetention, type CopyId, fileCopiesEndpoint, type FilingProposal, proposeFilingEndpoint } from '@qige/wire';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newActId } from '../api/act-id.ts';
import { useAct, useAsk, type ReplyOf } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Trouble } from '../shell/trouble.tsx';
import { Choice } from '../ui/choice.tsx';
import { Empty } from '../ui/empty.tsx';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { ChoosePlace, type ChosenPlace } from './choose-place.tsx';
import { FiledCodes } from './filed-codes.tsx';
import { isFull, refusalOf, staleByActs } from './use-copy-acts.ts';
import styles from './custody.module.css';

type Filed = ReplyOf<typeof fileCopiesEndpoint>;

/** Filing: what goes under which series, into which box; then the codes they got. */
export function FileCopies({ copyIds, onClose }: { copyIds: readonly CopyId[]; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [left, setLeft] = useState(copyIds);
  const asked = useAsk(proposeFilingEndpoint, { query: { copyId: [...left] } }, { keep: true, enabled: left.length > 0 });
  const file = useAct(fileCopiesEndpoint, staleByActs);
  const [place, setPlace] = useState<ChosenPlace>();
  const [retention, setRetention] = useState<Readonly<Record<string, ArchiveRetention>>>({});
  const [why, setWhy] = useState('');
  const [done, setDone] = useState<{ lines: readonly FilingProposal[]; filed: Filed }>();
  const proposals = (left.length > 0 ? (asked.data?.proposals ?? []) : []).filter(({ copyId }) => left.includes(copyId));
  const good = proposals.filter(({ problem }) => problem === null);
  const bad = proposals.filter(({ problem }) => problem !== null);
  const thick = Math.round(good.reduce((sum, { thicknessMm }) => sum + thicknessMm, 0) * 10) / 10;
  const full = isFull(file.error) || (done?.filed.refused.some(({ code }) => code === 'place_full') ?? false);
  const ready = place !== undefined && good.length > 0 && !(full && why.trim() === '');
  const go = (): void => {
    if (!ready || file.isPending) return;
    const copies = good.map(({ copyId, seq }) => ({ copyId, seq, ...(retention[copyId] ? { retention: retention[copyId] } : {}) }));
    file.mutate(
      { body: { copies, placeId: place.id, actId: newActId(), ...(full && why.trim() ? { overCapacity: why.trim() } : {}) } },
      {
        onSuccess: (filed) => {
          setDone({ lines: [...(done?.lines.filter(({ copyId }) => done.filed.done.some((one) => one.copyId === copyId)) ?? []), ...good], filed: { done: [...(done?.filed.done ?? []), ...filed.done], refused: filed.refused } });
          setLeft(left.filter((id) => filed.refused.some(({ copyId }) => copyId === id)));
        },
      },
    );
  };
  useShortcuts(t('custody.filing.title'), [{ keys: 'ctrl+enter', says: t('custody.filing.title'), always: true, off: !ready, run: go }]);

  if (asked.error) return <Trouble error={asked.error} reset={() => void asked.refetch()} />;
  if (!asked.data) return <Loading />;
  return (
    <>
      {done && done.filed.done.length > 0 && <FiledCodes lines={done.lines} filed={done.filed} />}
      {file.error && !full && (
        <p className={styles['refused']} role="alert">
          {sayTrouble(t, file.error)}
        </p>
      )}
      {done && left.length === 0 ? (
        <div className={styles['go']}>
          <Button type="primary" onClick={onClose}>
            {t('custody.filing.close')}
          </Button>
        </div>
      ) : proposals.length === 0 ? (
        <Empty icon="archive" title={t('custody.filing.empty')} />
      ) : (
        <div className={styles['filing']}>
          <div>
            <h3>
              {t('custody.list.title')} <small className={styles['soft']}>{t('custody.filing.thick', { mm: thick })}</small>
            </h3>
            <ul className={styles['lines']}>
              {good.map((one) => (
                <FilingLine
                  key={one.copyId}
                  proposal={one}
                  retention={retention[one.copyId] ?? one.retention}
                  trouble={done?.filed.refused.filter(({ copyId }) => copyId === one.copyId).map((refused) => sayTrouble(t, refusalOf(refused)))[0]}
                  onRetention={(next) => setRetention({ ...retention, [one.copyId]: next })}
                  onLeave={proposals.length > 1 ? () => setLeft(left.filter((id) => id !== one.copyId)) : undefined}
                />
              ))}
              {bad.map((one) => (
                <FilingLine key={one.copyId} proposal={one} retention={one.retention} trouble={one.problem ? sayTrouble(t, refusalOf({ copyId: one.copyId, message: '', ...one.problem })) : undefined} onLeave={() => setLeft(left.filter((id) => id !== one.copyId))} />
              ))}
            </ul>
            <div className={styles['go']}>
              <Button type="primary" disabled={!ready} loading={file.isPending} onClick={go}>
                {t('custody.filing.go', { count: good.length })}
              </Button>
              <Button onClick={onClose}>{t('act.cancel')}</Button>
              {bad.length > 0 && <span className={styles['soft']}>{t('custody.filing.cannot', { count: bad.length })}</span>}
            </div>
          </div>
          <aside>
            <h3>{t('custody.filing.box')}</h3>
            <ChoosePlace
              value={place}
              copyId={good[0]?.copyId}
              mm={thick || undefined}
              count={good.length || undefined}
              onChoose={(next) => {
                setPlace(next);
                file.reset();
              }}
            />
            {full && (
              <Field label={t('custody.over.why')} htmlFor="filing-over" hint={t('custody.over.hint')}>
                <Input id="filing-over" autoFocus value={why} maxLength={200} onChange={(event) => setWhy(event.target.value)} onPressEnter={go} />
              </Field>
            )}
          </aside>
        </div>
      )}
    </>
  );
}

interface LineProps {
  proposal: FilingProposal;
  retention: ArchiveRetention;
  trouble: string | undefined;
  onRetention?: (retention: ArchiveRetention) => void;
  onLeave: (() => void) | undefined;
}

function FilingLine({ proposal, retention, trouble, onRetention, onLeave }: LineProps): ReactNode {
  const { t } = useTranslation();
  const { contract, ordinal, kind, pageCount, series, retention: usual, departmentFrom, yearFrom } = proposal;
  const notes = [...(departmentFrom === 'own' ? [] : [t(`custody.filing.from.${departmentFrom}`)]), ...(yearFrom === 'registered' ? [t('custody.filing.from.registered')] : [])];
  return (
    <li>
      <span className={styles['main']}>
        <b>{contract.title}</b>
        <small>
          <span className={styles['figure']}>{contract.number}</span> · {t(`custody.kind.${kind}`)} {t('custody.copyOf', { ordinal })} · {t('custody.pages', { count: pageCount })}
        </small>
        {series && onRetention && (
          <small>
            <span className={styles['code']}>{series.replace(`-${usual}-`, `-${retention}-`)}…</span> {notes.length > 0 && `(${notes.join(t('act.comma'))})`}
          </small>
        )}
      </span>
      {onRetention && <Choice aria-label={t('custody.scheme.types')} value={retention} options={ArchiveRetention.options.map((value) => ({ value, label: t(`custody.retention.${value}`) }))} onChange={(value) => onRetention(value as ArchiveRetention)} />}
      {onLeave && <Button type="text" size="small" aria-label={t('custody.filing.leave')} title={t('custody.filing.leave')} icon={<Icon name="close" size={14} />} onClick={onLeave} />}
      {trouble && <span className={styles['wrong']}>{trouble}</span>}
    </li>
  );
}
