import { type AccessRequest, answerAccessEndpoint } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { AskText } from '../ui/ask-text.tsx';
import { Choice } from '../ui/choice.tsx';
import { formatMoment } from '../ui/format.ts';
import { Line, Lines } from '../ui/lines.tsx';
import { say } from '../ui/toast.ts';
import { daysOffered } from './ask-access.tsx';

/** Requests that wait for this person's yes or no, answered in place. */
export function WaitingRequests({ requests, withContract }: { requests: readonly AccessRequest[]; withContract?: boolean }): ReactNode {
  return (
    <Lines>
      {requests.map((request) => (
        <Waiting key={request.id} request={request} withContract={withContract ?? false} />
      ))}
    </Lines>
  );
}

function Waiting({ request, withContract }: { request: AccessRequest; withContract: boolean }): ReactNode {
  const { t } = useTranslation();
  const [days, setDays] = useState(String(request.days));
  const [refusing, setRefusing] = useState(false);
  const act = useAct(answerAccessEndpoint, ['/access-requests', '/contracts/:contractId']);
  const { contract, person } = request;
  const offered = [...new Set<number>([...daysOffered, request.days])].toSorted((a, b) => a - b);
  const answer = (body: { answer: 'granted'; days: number } | { answer: 'refused'; reason: string }): void =>
    act.mutate(
      { params: { requestId: request.id }, body },
      {
        onSuccess: () => {
          setRefusing(false);
          say(body.answer === 'granted' ? t('requests.granted', { name: person.name, count: body.days }) : t('requests.refused', { name: person.name }));
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  return (
    <Line
      title={
        <>
          <b>{person.name}</b> {person.departmentName}
        </>
      }
      tools={
        <>
          <Choice aria-label={t('requests.for')} value={days} options={offered.map((count) => ({ value: String(count), label: t('requests.days', { count }) }))} onChange={setDays} />
          <Button size="small" type="primary" loading={act.isPending} onClick={() => answer({ answer: 'granted', days: Number(days) })}>
            {t('requests.grant')}
          </Button>
          <Button size="small" onClick={() => setRefusing(true)}>
            {t('requests.refuse')}
          </Button>
        </>
      }
    >
      {withContract && (
        <div>
          <Link to="/contracts/$contractId" params={{ contractId: contract.id }} search={{ tab: 'access' }}>
            {contract.number} {contract.title}
          </Link>
        </div>
      )}
      <div>{request.purpose}</div>
      <small>{formatMoment(request.askedAt)}</small>
      {refusing && <AskText title={t('requests.refuseTitle', { name: person.name })} label={t('requests.refuseWhy')} hint={t('requests.refuseSay')} most={200} confirm={t('requests.refuse')} cancel={t('act.cancel')} busy={act.isPending} onCancel={() => setRefusing(false)} onAnswer={(reason) => answer({ answer: 'refused', reason })} />}
    </Line>
  );
}
