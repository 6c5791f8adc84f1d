import { ContractId, listMyAccessRequestsEndpoint, type MyAccessRequest } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { formatMoment } from '../ui/format.ts';
import { Line, Lines } from '../ui/lines.tsx';
import { Section } from '../ui/room.tsx';
import { Tag } from '../ui/tag.tsx';

const tones = { waiting: 'wait', granted: 'done', refused: 'wrong', lapsed: 'wait', ended: 'wait' } as const;

/** What one asked to open, and what became of it. */
export function MyRequests(): ReactNode {
  const { t } = useTranslation();
  const { may } = useMe();
  const mine = useAsk(listMyAccessRequestsEndpoint, { query: { limit: 5 } }, { enabled: may.has('contracts.see') });
  const requests = mine.data?.requests ?? [];
  if (requests.length === 0) return null;
  return (
    <Section title={t('requests.mine')}>
      <Lines>
        {requests.map((request) => (
          <Line
            key={request.id}
            title={
              request.contractId ? (
                <Link to="/contracts/$contractId" params={{ contractId: request.contractId }}>
                  {nameOf(request)}
                </Link>
              ) : (
                <b>{nameOf(request)}</b>
              )
            }
            says={said(request)}
            tools={<Tag tone={tones[request.state]}>{t(`requests.state.${request.state}`)}</Tag>}
          />
        ))}
      </Lines>
    </Section>
  );

  /** What was asked for by its link has no number that the asker knows. */
  function nameOf({ named, askedAt }: MyAccessRequest): string {
    return ContractId.safeParse(named).success ? t('requests.byLink', { at: formatMoment(askedAt) }) : named;
  }

  function said({ purpose, state, reason, until }: MyAccessRequest): string {
    if (state === 'granted' && until) return t('requests.until', { at: formatMoment(until) });
    return state === 'refused' ? reason : purpose;
  }
}
