import { matchPartiesEndpoint, type PartyMatch, type ScanId } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { Tag } from '../ui/tag.tsx';
import { FieldLine } from './field-line.tsx';
import type { FieldProps } from './desk-form.tsx';
import type { Side } from './draft.ts';
import styles from './desk.module.css';

/** The parties, side by side as the paper letters them, each with the party of the register it will be bound to. */
export function PartyLines({ scanId, sides, fieldProps, choice, onChoice, onAddSide }: { scanId: ScanId; sides: readonly Side[]; fieldProps: (field: string) => FieldProps; choice: (side: Side) => string; onChoice: (side: Side, party: string) => void; onAddSide: (() => void) | undefined }): ReactNode {
  const { t } = useTranslation();
  const matches = useAsk(matchPartiesEndpoint, { params: { scanId } });
  return (
    <>
      {sides.map((side) => (
        <fieldset key={side} className={styles['party']}>
          <legend>{t(`side.${side}`)}</legend>
          <FieldLine {...fieldProps(`party${side}.name`)} />
          <FieldLine {...fieldProps(`party${side}.uscc`)} />
          <Match match={matches.data?.parties.find((one) => one.side === side)} chosen={choice(side)} onChoose={(party) => onChoice(side, party)} />
        </fieldset>
      ))}
      {onAddSide && (
        <button type="button" className={styles['link']} tabIndex={-1} onClick={onAddSide}>
          {t('desk.addSide')}
        </button>
      )}
    </>
  );
}

function Match({ match, chosen, onChoose }: { match: PartyMatch | undefined; chosen: string; onChoose: (party: string) => void }): ReactNode {
  const { t } = useTranslation();
  if (!match || !match.name) return null;
  const found = match.match.by === 'new' ? undefined : match.match.party;
  const near = match.near.filter((party) => party.id !== found?.id);
  const taken = chosen === 'new' ? undefined : ([found, ...near].find((party) => party?.id === chosen) ?? found);
  return (
    <div className={styles['match']}>
      {taken ? (
        <>
          <Tag tone="done">{t(match.match.by === 'uscc' && taken === found ? 'desk.matchedByCode' : 'desk.matchedByName')}</Tag> <span>{taken.name}</span>
          {match.match.by === 'uscc' && taken === found && match.match.nameDiffers && <Tag tone="wait">{t('desk.nameDiffers')}</Tag>}
          <button type="button" tabIndex={-1} className={styles['link']} onClick={() => onChoose('new')}>
            {t('desk.takeNew')}
          </button>
        </>
      ) : (
        <>
          <Tag>{t('desk.newParty')}</Tag>
          {found && chosen === 'new' && (
            <button type="button" tabIndex={-1} className={styles['link']} onClick={() => onChoose('')}>
              {t('desk.takeBack', { name: found.name })}
            </button>
          )}
        </>
      )}
      {near
        .filter((party) => party.id !== taken?.id)
        .map((party) => (
          <button key={party.id} type="button" tabIndex={-1} className={styles['link']} onClick={() => onChoose(party.id)}>
            {t('desk.takeNear', { name: party.name })}
          </button>
        ))}
    </div>
  );
}
