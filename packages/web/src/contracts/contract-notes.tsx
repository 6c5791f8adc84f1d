import { type Contract, noteContractEndpoint, showContractEndpoint } from '@qige/wire';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { formatMoment } from '../ui/format.ts';
import { say } from '../ui/toast.ts';
import styles from './contracts.module.css';

export function ContractNotes({ contract }: { contract: Contract }): ReactNode {
  const { t } = useTranslation();
  const key = `qige.note.${contract.id}`;
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '');
  const act = useAct(noteContractEndpoint, [showContractEndpoint.path]);
  const type = (next: string): void => {
    setText(next);
    sessionStorage.setItem(key, next);
  };
  return (
    <>
      {contract.may.note && (
        <form
          className={styles['noteForm']}
          onSubmit={(event) => {
            event.preventDefault();
            act.mutate({ params: { contractId: contract.id }, body: { text } }, { onSuccess: () => type(''), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) });
          }}
        >
          <Input.TextArea aria-label={t('contracts.note')} placeholder={t('contracts.noteHint')} autoSize={{ minRows: 2, maxRows: 10 }} maxLength={4000} value={text} onChange={(event) => type(event.target.value)} />
          <Button htmlType="submit" disabled={text.trim() === ''} loading={act.isPending}>
            {t('contracts.addNote')}
          </Button>
        </form>
      )}
      {contract.notes.length === 0 && !contract.may.note && <p className={styles['nothing']}>{t('contracts.noNotes')}</p>}
      <ul className={styles['notes']}>
        {contract.notes.toReversed().map((note) => (
          <li key={note.id}>
            <small>
              {note.person.name} · {formatMoment(note.createdAt)}
            </small>
            <p>{note.text}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
