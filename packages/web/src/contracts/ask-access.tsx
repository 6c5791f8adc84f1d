import { askAccessEndpoint, type ContractId } from '@qige/wire';
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Says } from '../ui/lines.tsx';
import { say } from '../ui/toast.ts';

export const daysOffered = [1, 3, 7, 30, 90] as const;

/** Asks for a contract one knows of and may not open. What comes back is the same whether there is such a contract or not. */
export function AskAccess({ linked, onClose }: { linked?: ContractId | undefined; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [named, setNamed] = useState<string>(linked ?? '');
  const [purpose, setPurpose] = useState('');
  const [days, setDays] = useState('7');
  const act = useAct(askAccessEndpoint, ['/me/access-requests']);
  const ready = named.trim() !== '' && purpose.trim() !== '';
  const send = (): void =>
    act.mutate(
      { body: { named: named.trim(), purpose: purpose.trim(), days: Number(days) } },
      {
        onSuccess: () => {
          say(t('requests.asked'));
          onClose();
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  return (
    <Dialog open width={440} title={t('requests.ask')} okText={t('requests.send')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !ready, loading: act.isPending }} onCancel={onClose} onOk={send}>
      <Says>{t(linked ? 'requests.linkSay' : 'requests.askSay')}</Says>
      {!linked && (
        <Field label={t('requests.named')} htmlFor="request-named">
          <Input id="request-named" autoFocus value={named} maxLength={100} onChange={(event) => setNamed(event.target.value)} />
        </Field>
      )}
      <Field label={t('requests.purpose')} htmlFor="request-purpose">
        <Input.TextArea id="request-purpose" autoFocus={linked !== undefined} value={purpose} maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setPurpose(event.target.value)} />
      </Field>
      <Field label={t('requests.for')} htmlFor="request-days">
        <Choice id="request-days" block value={days} options={daysOffered.map((count) => ({ value: String(count), label: t('requests.days', { count }) }))} onChange={setDays} />
      </Field>
    </Dialog>
  );
}
