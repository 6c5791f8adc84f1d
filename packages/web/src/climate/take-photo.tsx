import { Button } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sayTrouble } from '../api/trouble.ts';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/toast.ts';
import { sendPhoto } from './send-photo.ts';

/** The camera on a phone, a file elsewhere. */
export function TakePhoto({ taken, onTaken }: { taken: boolean; onTaken: (photo: string) => void }): ReactNode {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const send = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setBusy(true);
    await sendPhoto(file).then(onTaken, (error: unknown) => say(sayTrouble(t, error), { tone: 'wrong' }));
    setBusy(false);
  };
  return (
    <>
      <input ref={input} type="file" accept="image/*" capture="environment" hidden onChange={(event) => void send(event.target.files?.[0])} />
      <Button icon={<Icon name={taken ? 'check' : 'camera'} size={16} />} loading={busy} onClick={() => input.current?.click()}>
        {t(taken ? 'rounds.photoKept' : 'rounds.photo')}
      </Button>
    </>
  );
}
