import { movePlaceEndpoint, type PlaceFound, type PlaceId, type PlacePage } from '@qige/wire';
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { refusalCode, sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { say } from '../ui/toast.ts';
import { titleOf } from './names.ts';
import { PlacePicker } from './place-picker.tsx';
import styles from './places.module.css';

/** Where a place goes, with everything in it. A full one is told as it is, and takes it only with a reason. */
export function MovePlace({ place, onClose }: { place: PlacePage; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [to, setTo] = useState<PlaceFound>();
  const [reason, setReason] = useState('');
  const [over, setOver] = useState('');
  const [actId, setActId] = useState(() => crypto.randomUUID());
  const move = useAct(movePlaceEndpoint, ['/places']);
  const full = refusalCode(move.error) === 'place_full';
  const back = (toId: PlaceId | null): void =>
    move.mutate({ params: { placeId: place.id }, body: { toId, reason: t('act.undo'), overCapacity: t('act.undo') } }, { onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) });
  const send = (): void =>
    move.mutate(
      { params: { placeId: place.id }, body: { toId: to?.id ?? null, reason: reason.trim(), actId, ...(full && over.trim() ? { overCapacity: over.trim() } : {}) } },
      {
        onSuccess: () => {
          say(t('places.moved', { name: titleOf(place), to: to?.where ?? '' }), { undo: { label: t('act.undo'), run: () => back(place.parentId) } });
          onClose();
        },
        onError: () => setActId(crypto.randomUUID()),
      },
    );
  return (
    <Dialog open width={480} title={t('places.moveTitle', { name: titleOf(place) })} okText={t('places.move')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !to || (full && over.trim() === ''), loading: move.isPending }} onCancel={onClose} onOk={send}>
      <p className={styles['say']}>{t('places.moveSays', { places: place.branch.places, papers: place.branch.copies })}</p>
      <Field label={t('places.moveTo')} htmlFor="move-to">
        <PlacePicker
          autoFocus
          label={t('places.moveTo')}
          value={to}
          but={place.id}
          onChange={(next) => {
            move.reset();
            setTo(next);
          }}
        />
      </Field>
      <Field label={t('places.reason')} htmlFor="move-reason">
        <Input id="move-reason" value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} onPressEnter={() => to && !full && send()} />
      </Field>
      {move.error && (
        <p role="alert" style={{ color: 'var(--seal-text)', marginBottom: 8 }}>
          {sayTrouble(t, move.error)}
        </p>
      )}
      {full && (
        <Field label={t('places.overReason')} htmlFor="move-over">
          <Input id="move-over" value={over} maxLength={200} onChange={(event) => setOver(event.target.value)} />
        </Field>
      )}
    </Dialog>
  );
}
