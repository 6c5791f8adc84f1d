import { closeShipmentEndpoint, listShipmentsEndpoint, type PaperRef, sendPapersEndpoint, type Shipment } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newActId } from '../api/act-id.ts';
import { useAct, useAskPaged } from '../api/ask.ts';
import { sayRefusal, sayTrouble } from '../api/trouble.ts';
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
import { PaperName } from './paper-line.tsx';
import { PaperPicker } from './paper-picker.tsx';
import { paperStale } from './stale.ts';
import styles from './hand-overs.module.css';

const tones = { sent: 'wait', arrived: 'done', returned: 'plain', lost: 'wrong' } as const;

export function ShipmentsView(): ReactNode {
  const { t } = useTranslation();
  const [sending, setSending] = useState(false);
  const list = useAskPaged(listShipmentsEndpoint, { query: {} }, (after) => ({ query: after ? { after } : {} }));
  const shipments = list.data?.pages.flatMap((page) => page.shipments) ?? [];
  const body = (): ReactNode => {
    if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
    if (!list.data) return <Loading />;
    if (shipments.length === 0) return <Empty icon="archive" title={t('shipments.none')} text={t('shipments.noneHint')} />;
    return (
      <ul className={styles['lines']}>
        {shipments.map((shipment) => (
          <Line key={shipment.id} shipment={shipment} />
        ))}
      </ul>
    );
  };
  return (
    <>
      <div className={styles['bar']}>
        <Button onClick={() => setSending(true)}>{t('shipments.send')}</Button>
      </div>
      {body()}
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('act.more')}</Button>}
      {sending && <SendPapers onClose={() => setSending(false)} />}
    </>
  );
}

function Line({ shipment }: { shipment: Shipment }): ReactNode {
  const { t } = useTranslation();
  const [losing, setLosing] = useState(false);
  const act = useAct(closeShipmentEndpoint, paperStale);
  const { id, state, papers, carrier, tracking, recipient } = shipment;
  const [actId] = useState(newActId);
  const note = (outcome: 'arrived' | 'returned' | 'lost', why = ''): void =>
    act.mutate(
      { params: { shipmentId: id }, body: { outcome, note: why, ...(outcome === 'arrived' ? { actId } : {}) } },
      {
        onSuccess: () => {
          setLosing(false);
          say(t('shipments.noted'));
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  return (
    <li>
      <div className={styles['main']}>
        <b>{t('shipments.line', { carrier, tracking, recipient })}</b>
        {papers.map((paper) => (
          <Link key={paper.copyId} to="/contracts/$contractId" params={{ contractId: paper.contractId }}>
            <PaperName paper={paper} />
          </Link>
        ))}
        <small>{[`${formatMoment(shipment.sentAt)} ${shipment.sentBy}`, shipment.decidedAt ? formatMoment(shipment.decidedAt) : '', shipment.address, shipment.note].filter(Boolean).join(' · ')}</small>
      </div>
      <div className={styles['acts']}>
        <Tag tone={tones[state]}>{t(`shipments.state.${state}`)}</Tag>
        {state === 'sent' && (
          <Button loading={act.isPending} onClick={() => note('arrived')}>
            {t('shipments.outcome.arrived')}
          </Button>
        )}
        {(state === 'sent' || state === 'arrived') && (
          <>
            <Button disabled={act.isPending} onClick={() => note('returned')}>
              {t('shipments.outcome.returned')}
            </Button>
            <Button danger onClick={() => setLosing(true)}>
              {t('shipments.outcome.lost')}
            </Button>
          </>
        )}
      </div>
      {losing && <AskText title={t('shipments.outcome.lost')} label={t('shipments.lostWhy')} most={300} confirm={t('shipments.outcome.lost')} cancel={t('act.cancel')} busy={act.isPending} onCancel={() => setLosing(false)} onAnswer={(why) => note('lost', why)} />}
    </li>
  );
}

const fields = ['carrier', 'tracking', 'recipient', 'address', 'note'] as const;

function SendPapers({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<readonly PaperRef[]>([]);
  const [actId] = useState(newActId);
  const [parcel, setParcel] = useState({ carrier: '', tracking: '', recipient: '', address: '', note: '' });
  const send = useAct(sendPapersEndpoint, paperStale);
  const ready = chosen.length > 0 && [parcel.carrier, parcel.tracking, parcel.recipient].every((text) => text.trim() !== '');
  useShortcuts('', [{ keys: 'escape', run: onClose }]);
  const go = (): void =>
    send.mutate(
      { body: { ...parcel, copyIds: chosen.map(({ copyId }) => copyId), actId } },
      {
        onSuccess: ({ answers }) => {
          const failed = answers.filter(({ done }) => !done);
          if (failed[0]?.refusal) say(t('loans.someFailed', { count: failed.length, why: sayRefusal(t, failed[0].refusal) }), { tone: 'wrong' });
          else say(t('shipments.sent'));
          onClose();
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  return (
    <Dialog open width={560} title={t('shipments.send')} okText={t('shipments.go')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !ready, loading: send.isPending }} onCancel={onClose} onOk={go}>
      <Field label={t('shipments.papers')} htmlFor="paper-find">
        <PaperPicker chosen={chosen} onChosen={setChosen} many />
      </Field>
      {fields.map((name) => (
        <Field key={name} label={t(`shipments.${name}`)} htmlFor={`shipment-${name}`}>
          <Input id={`shipment-${name}`} maxLength={name === 'address' || name === 'note' ? 300 : 60} value={parcel[name]} onChange={(event) => setParcel({ ...parcel, [name]: event.target.value })} />
        </Field>
      ))}
    </Dialog>
  );
}
