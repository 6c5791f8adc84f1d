import { type HandOver, signHandOverEndpoint } from '@qige/wire';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newActId } from '../api/act-id.ts';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { SignaturePad } from '../ui/signature-pad.tsx';
import { say } from '../ui/toast.ts';
import { paperStale } from './stale.ts';
import { useSignatureWords } from './use-signature-words.ts';
import styles from './hand-overs.module.css';

/** The receiver signs on this device. */
export function SignHere({ handOver, onClose }: { handOver: Pick<HandOver, 'id' | 'receiver'>; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const words = useSignatureWords();
  const [signature, setSignature] = useState<string | null>(null);
  const [actId] = useState(newActId);
  const sign = useAct(signHandOverEndpoint, paperStale);
  const { name } = handOver.receiver;
  useShortcuts('', [{ keys: 'escape', run: onClose }]);
  const send = (): void => {
    if (!signature) return;
    sign.mutate(
      { params: { handOverId: handOver.id }, body: { signature, actId } },
      {
        onSuccess: () => {
          say(t('handOvers.signed', { name }));
          onClose();
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  };
  return (
    <Dialog open width={640} title={t('handOvers.signTitle', { name })} okText={t('handOvers.signHere')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !signature, loading: sign.isPending }} onCancel={onClose} onOk={send}>
      <p className={styles['say']}>{t('handOvers.signSay')}</p>
      <SignaturePad words={words} onChange={setSignature} />
    </Dialog>
  );
}
