import { changeContractEndpoint, Confidentiality, type Contract, dropReaderEndpoint, listAccessRequestsEndpoint, listColleaguesEndpoint, nameReaderEndpoint, type PersonId } from '@qige/wire';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { useMe } from '../shell/me.ts';
import { Choice } from '../ui/choice.tsx';
import { formatMoment } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Line, Lines } from '../ui/lines.tsx';
import { say } from '../ui/toast.ts';
import { daysOffered } from './ask-access.tsx';
import { WaitingRequests } from './waiting-requests.tsx';
import styles from './access.module.css';

const stale = ['/contracts'];

/** Who may see the contract besides those within scope: its level, whether it is closed, named readers, and who asks to be one. */
export function ContractAccess({ contract }: { contract: Contract }): ReactNode {
  const { t } = useTranslation();
  const change = useAct(changeContractEndpoint, stale);
  const waiting = useAsk(listAccessRequestsEndpoint, { query: { contractId: contract.id } }, { enabled: contract.may.nameReaders });
  const wrong = (error: Error): void => say(sayTrouble(t, error), { tone: 'wrong' });
  const setLevel = (confidentiality: Confidentiality, version: number, undo = true): void =>
    void change.mutateAsync({ params: { contractId: contract.id }, body: { confidentiality, version } }).then(
      (saved) => say(t('access.levelSet', { level: t(`confidentiality.${confidentiality}`) }), undo ? { undo: { label: t('act.undo'), run: () => setLevel(contract.confidentiality, saved.version, false) }, line: `level ${contract.id}` } : {}),
      wrong,
    );
  const requests = waiting.data?.requests ?? [];
  return (
    <div className={styles['access']}>
      <h3>{t('field.confidentiality')}</h3>
      {contract.may.setLevel ? (
        <Choice aria-label={t('field.confidentiality')} value={contract.confidentiality} disabled={change.isPending} options={Confidentiality.options.map((value) => ({ value, label: t(`confidentiality.${value}`) }))} onChange={(value) => setLevel(value as Confidentiality, contract.version)} />
      ) : (
        <p>{t(`confidentiality.${contract.confidentiality}`)}</p>
      )}
      <p className={styles['soft']}>{t(contract.closed ? 'access.closedSay' : 'access.levelSay')}</p>
      {requests.length > 0 && (
        <>
          <h3>{t('requests.waiting')}</h3>
          <WaitingRequests requests={requests} />
        </>
      )}
      {contract.may.nameReaders && <Readers contract={contract} />}
    </div>
  );
}

function Readers({ contract }: { contract: Contract }): ReactNode {
  const { t } = useTranslation();
  const me = useMe();
  const colleagues = useAsk(listColleaguesEndpoint, {}, { staleTime: 60_000 });
  const [person, setPerson] = useState('');
  const [days, setDays] = useState('30');
  const [reason, setReason] = useState('');
  const name = useAct(nameReaderEndpoint, stale);
  const drop = useAct(dropReaderEndpoint, stale);
  const wrong = (error: Error): void => say(sayTrouble(t, error), { tone: 'wrong' });
  const params = (personId: string) => ({ contractId: contract.id, personId: personId as PersonId });
  const add = (): void =>
    name.mutate(
      { params: params(person), body: { days: days === '' ? null : Number(days), reason: reason.trim() } },
      {
        onSuccess: () => {
          setPerson('');
          setReason('');
          say(t('access.readerNamed'));
        },
        onError: wrong,
      },
    );
  return (
    <>
      <h3>{t('access.readers')}</h3>
      <p className={styles['soft']}>{t('access.readersSay')}</p>
      {contract.readers.length > 0 && (
        <Lines>
          {contract.readers.map((reader) => (
            <Line
              key={reader.person.id}
              title={<b>{reader.person.name}</b>}
              tools={<Button type="text" size="small" aria-label={`${t('act.remove')}: ${reader.person.name}`} title={t('act.remove')} icon={<Icon name="close" size={14} />} loading={drop.isPending && drop.variables.params.personId === reader.person.id} onClick={() => drop.mutate({ params: params(reader.person.id) }, { onSuccess: () => say(t('access.readerDropped', { name: reader.person.name })), onError: wrong })} />}
            >
              {reader.reason && <div>{reader.reason}</div>}
              <small>{`${reader.until ? t('requests.until', { at: formatMoment(reader.until) }) : t('access.forGood')} · ${t('access.namedBy', { name: reader.namedBy })}`}</small>
            </Line>
          ))}
        </Lines>
      )}
      <form
        className={styles['name']}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Choice aria-label={t('access.reader')} none={t('access.chooseReader')} value={person} options={(colleagues.data?.colleagues ?? []).filter((one) => one.id !== me.id).map((one) => ({ value: one.id, label: one.name }))} onChange={setPerson} />
        <Choice aria-label={t('requests.for')} none={t('access.forGood')} value={days} options={daysOffered.map((count) => ({ value: String(count), label: t('requests.days', { count }) }))} onChange={setDays} />
        <Input aria-label={t('access.readerReason')} placeholder={t('access.readerReason')} value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        <Button htmlType="submit" disabled={person === ''} loading={name.isPending}>
          {t('act.add')}
        </Button>
      </form>
    </>
  );
}
