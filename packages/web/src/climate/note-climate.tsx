import { noteClimateEndpoint, type PlaceId } from '@qige/wire';
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { say } from '../ui/toast.ts';
import { figureIn } from './figures.ts';
import styles from './climate.module.css';

/** What an instrument in the room shows, read by eye. */
export function NoteClimate({ placeId, place, onClose }: { placeId: PlaceId; place: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ temperature: '', humidity: '', note: '' });
  const note = useAct(noteClimateEndpoint, ['/climate']);
  const [temperature, humidity] = [figureIn(typed.temperature), figureIn(typed.humidity)];
  const ready = temperature !== undefined && humidity !== undefined && (temperature !== null || humidity !== null);
  const send = (): void =>
    note.mutate(
      { params: { placeId }, body: { temperature: temperature ?? null, humidity: humidity ?? null, note: typed.note } },
      {
        onSuccess: () => {
          say(t('climate.noted'));
          onClose();
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  const field = (name: 'temperature' | 'humidity', unit: string): ReactNode => (
    <Field label={t(`climate.${name}`)} htmlFor={`note-${name}`} trouble={figureIn(typed[name]) === undefined ? t('climate.notNumber') : undefined}>
      <Input id={`note-${name}`} inputMode="decimal" autoFocus={name === 'temperature'} suffix={unit} value={typed[name]} onChange={(event) => setTyped({ ...typed, [name]: event.target.value })} onPressEnter={() => ready && send()} />
    </Field>
  );
  return (
    <Dialog open width={400} title={`${t('climate.note')} · ${place}`} okText={t('act.save')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !ready, loading: note.isPending }} onOk={send} onCancel={onClose}>
      <div className={styles['form']}>
        <p className={styles['soft']}>{t('climate.noteSay')}</p>
        <div className={styles['two']}>
          {field('temperature', '°C')}
          {field('humidity', '%RH')}
        </div>
        <Field label={t('climate.remark')} htmlFor="note-note">
          <Input id="note-note" maxLength={200} value={typed.note} onChange={(event) => setTyped({ ...typed, note: event.target.value })} />
        </Field>
      </div>
    </Dialog>
  );
}
