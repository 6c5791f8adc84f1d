import { listHandOversEndpoint, listIncidentsEndpoint } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { Section } from '../ui/room.tsx';
import { HandOverLines } from './hand-over-lines.tsx';
import { IncidentLines } from './incident-lines.tsx';

/** Papers that wait for this person to take them over, and incidents that are overdue to be reported. */
export function HandOversToday(): ReactNode {
  const { t } = useTranslation();
  const { may } = useMe();
  const mine = useAsk(listHandOversEndpoint, { query: { view: 'for-me', limit: 20 } }, { enabled: may.has('contracts.see') });
  const overdue = useAsk(listIncidentsEndpoint, { query: { state: 'overdue', limit: 10 } }, { enabled: may.has('paper.keep') });
  const [handOvers, incidents] = [mine.data?.handOvers ?? [], overdue.data?.incidents ?? []];
  return (
    <>
      {handOvers.length > 0 && (
        <Section title={t('handOvers.forMe')} count={handOvers.length}>
          <HandOverLines handOvers={handOvers} short />
        </Section>
      )}
      {incidents.length > 0 && (
        <Section title={t('incidents.today')} count={incidents.length} tools={<Link to="/archive" search={{ view: 'loans', tab: 'incidents' }}>{t('incidents.title')}</Link>}>
          <IncidentLines incidents={incidents} />
        </Section>
      )}
    </>
  );
}
