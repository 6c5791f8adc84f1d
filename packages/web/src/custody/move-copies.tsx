import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../shell/door.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ChoosePlace, type ChosenPlace } from './choose-place.tsx';
import { type ActedOn, useCopyActs } from './use-copy-acts.ts';

/** Where chosen papers go. Into a full place only with a reason, which is asked for when it turns out to be full. */
export function MoveCopies({ copies, onClose, onDone }: { copies: readonly ActedOn[]; onClose: () => void; onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const acts = useCopyActs();
  const [place, setPlace] = useState<ChosenPlace>();
  const [left, setLeft] = useState(copies);
  const [full, setFull] = useState(false);
  const [why, setWhy] = useState('');
  const go = (): void => {
    if (!place) return;
    acts.moveTo(left, place, why.trim() || undefined, {
      onDone,
      onFull: (refused) => {
        setFull(true);
        setLeft(left.filter(({ id }) => refused.some((one) => one.copyId === id)));
      },
    });
  };
  return (
    <Dialog
      open
      title={t('custody.moveTitle', { count: left.length })}
      okText={full ? t('custody.over.force') : t('custody.place.choose')}
      cancelText={t('act.cancel')}
      okButtonProps={{ disabled: !place || (full && why.trim() === ''), loading: acts.busy }}
      onCancel={onClose}
      onOk={go}
    >
      <ChoosePlace
        value={place}
        copyId={copies[0]?.id}
        count={copies.length}
        onChoose={(next) => {
          setPlace(next);
          setFull(false);
        }}
      />
      {full && (
        <Field label={t('custody.over.why')} htmlFor="over-capacity" hint={t('custody.over.hint')}>
          <Input id="over-capacity" autoFocus value={why} maxLength={200} onChange={(event) => setWhy(event.target.value)} onPressEnter={go} />
        </Field>
      )}
    </Dialog>
  );
}
