import { applySealEndpoint, breakSealEndpoint, listSealsEndpoint, type PaperRef, type SecuritySeal } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import { Button, Input, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAskPaged } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Trouble } from '../shell/trouble.tsx';
import { AskText } from '../ui/ask-text.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatMoment } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';
import { type ChosenPlace, ChoosePlace } from './choose-place.tsx';
import { PaperName } from './paper-line.tsx';
import { PaperPicker } from './paper-picker.tsx';
import { paperStale } from './stale.ts';
import styles from './hand-overs.module.css';

export function SealsView(): ReactNode {
  const { t } = useTranslation();
  const [number, setNumber] = useState('');
  const [applying, setApplying] = useState(false);
  const query = number.trim() ? { number: number.trim() } : {};
  const list = useAskPaged(listSealsEndpoint, { query }, (after) => ({ query: { ...query, ...(after ? { after } : {}) } }));
  const seals = list.data?.pages.flatMap((page) => page.seals) ?? [];
  const body = (): ReactNode => {
    if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
    if (!list.data) return <Loading />;
    if (seals.length === 0) return <Empty icon="lock" title={t('seals.none')} text={t('seals.noneHint')} />;
    return (
      <ul className={styles['lines']}>
        {seals.map((seal) => (
          <Line key={seal.id} seal={seal} />
        ))}
      </ul>
    );
  };
  return (
    <>
      <div className={styles['bar']}>
        <Input aria-label={t('seals.number')} placeholder={t('seals.number')} allowClear value={number} onChange={(event) => setNumber(event.target.value)} style={{ width: 200 }} />
        <Button onClick={() => setApplying(true)}>{t('seals.apply')}</Button>
      </div>
      {body()}
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('act.more')}</Button>}
      {applying && <ApplySeal onClose={() => setApplying(false)} />}
    </>
  );
}

function Line({ seal }: { seal: SecuritySeal }): ReactNode {
  const { t } = useTranslation();
  const [breaking, setBreaking] = useState(false);
  const act = useAct(breakSealEndpoint, paperStale);
  const { number, paper, place, broken } = seal;
  return (
    <li>
      <div className={styles['main']}>
        <b>{number}</b>{' '}
        {paper && (
          <Link to="/contracts/$contractId" params={{ contractId: paper.contractId }} style={{ display: 'inline' }}>
            <PaperName paper={paper} />
          </Link>
        )}
        {place?.where}
        <small>
          {t('seals.appliedBy', { at: formatMoment(seal.appliedAt), name: seal.appliedBy })}
          {broken && ` · ${t('seals.brokenBy', { at: formatMoment(broken.at), name: broken.by, why: broken.why || '–' })}`}
        </small>
      </div>
      <div className={styles['acts']}>
        <Tag tone={broken ? 'plain' : 'done'}>{t(broken ? 'seals.broken' : 'seals.whole')}</Tag>
        {!broken && <Button onClick={() => setBreaking(true)}>{t('seals.break')}</Button>}
      </div>
      {breaking && (
        <AskText
          title={t('seals.breakTitle', { number })}
          label={t('seals.breakWhy')}
          most={300}
          confirm={t('seals.break')}
          cancel={t('act.cancel')}
          busy={act.isPending}
          onCancel={() => setBreaking(false)}
          onAnswer={(why) => act.mutate({ params: { sealId: seal.id }, body: { why } }, { onSuccess: () => setBreaking(false), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) })}
        />
      )}
    </li>
  );
}

function ApplySeal({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [what, setWhat] = useState<'copy' | 'place'>('copy');
  const [chosen, setChosen] = useState<readonly PaperRef[]>([]);
  const [place, setPlace] = useState<ChosenPlace>();
  const [number, setNumber] = useState('');
  const apply = useAct(applySealEndpoint, paperStale);
  const [paper] = chosen;
  const on = what === 'copy' ? paper && { kind: what, copyId: paper.copyId } : place && { kind: what, placeId: place.id };
  useShortcuts('', [{ keys: 'escape', run: onClose }]);
  const send = (): void => {
    if (!on) return;
    apply.mutate(
      { body: { number: number.trim(), on } },
      {
        onSuccess: (seal) => {
          say(t('seals.applied', { number: seal.number }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog open width={520} title={t('seals.apply')} okText={t('seals.apply')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !on || number.trim() === '', loading: apply.isPending }} onCancel={onClose} onOk={send}>
      <Segmented value={what} onChange={setWhat} options={(['copy', 'place'] as const).map((value) => ({ value, label: t(`seals.what.${value}`) }))} style={{ marginBottom: 12 }} />
      {what === 'copy' ? (
        <Field label={t('seals.on')} htmlFor="paper-find">
          <PaperPicker chosen={chosen} onChosen={setChosen} />
        </Field>
      ) : (
        <Field label={t('seals.onPlace')} htmlFor="place-find">
          <ChoosePlace value={place} branches onChoose={setPlace} />
        </Field>
      )}
      <Field label={t('seals.number')} htmlFor="seal-number" trouble={apply.error ? sayTrouble(t, apply.error) : undefined}>
        <Input id="seal-number" maxLength={40} value={number} onChange={(event) => setNumber(event.target.value)} />
      </Field>
    </Dialog>
  );
}
