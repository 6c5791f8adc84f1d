import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../ui/tag.tsx';
import { FieldLine } from './field-line.tsx';
import type { FieldProps } from './desk-form.tsx';
import type { Side } from './draft.ts';
import type { PartyOffer } from './party-offer.ts';
import styles from './desk.module.css';

interface PartyLinesProps {
  sides: readonly Side[];
  fieldProps: (field: string) => FieldProps;
  offer: (side: Side) => PartyOffer | undefined;
  readOnly: boolean;
  onChoice: (side: Side, party: string) => void;
  onAddSide: (() => void) | undefined;
}

/** The parties, side by side as the paper letters them, each with the party of the register it will be bound to. */
export function PartyLines({ sides, fieldProps, offer, readOnly, onChoice, onAddSide }: PartyLinesProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      {sides.map((side) => (
        <fieldset key={side} className={styles['party']}>
          <legend>{t(`side.${side}`)}</legend>
          <FieldLine {...fieldProps(`party${side}.name`)} />
          <FieldLine {...fieldProps(`party${side}.role`)} />
          <FieldLine {...fieldProps(`party${side}.uscc`)} />
          {!readOnly && <Offer offer={offer(side)} name={`party${side}.choice`} label={t('desk.whichParty', { side: t(`side.${side}`) })} onChoose={(party) => onChoice(side, party)} />}
        </fieldset>
      ))}
      {onAddSide && !readOnly && (
        <button type="button" className={styles['link']} onClick={onAddSide}>
          {t('desk.addSide')}
        </button>
      )}
    </>
  );
}

/** Whom the register knows by that name or code. Where there is a choice it stands open, to be made with the arrow keys. */
function Offer({ offer, name, label, onChoose }: { offer: PartyOffer | undefined; name: string; label: string; onChoose: (party: string) => void }): ReactNode {
  const { t } = useTranslation();
  if (!offer) return null;
  const { by, known, taken, mayBeNew } = offer;
  const [found] = known;
  if (by === 'uscc' || (by === 'new' && known.length === 0)) {
    return (
      <p className={styles['match']}>
        <Tag tone={found ? 'done' : 'plain'}>{t(found ? 'desk.matchedByCode' : 'desk.newParty')}</Tag> <span>{found?.name}</span> {offer.nameDiffers && <Tag tone="wait">{t('desk.nameDiffers')}</Tag>}
      </p>
    );
  }
  const exact = by === 'name' ? <Tag tone="done">{t('desk.matchedByName')}</Tag> : <Tag tone="wrong">{t('desk.codeDiffers')}</Tag>;
  const options: { value: string; says: ReactNode }[] = [
    ...known.map((party) => ({ value: party.id, says: <>{party.name} {party.uscc && <small>{party.uscc}</small>} {party === found && by !== 'new' ? exact : <Tag>{t('desk.nearName')}</Tag>}</> })),
    ...(mayBeNew ? [{ value: 'new', says: t(by === 'new' ? 'desk.newParty' : 'desk.makeAnother') }] : []),
  ];
  return (
    <div className={styles['match']} role="radiogroup" aria-label={label} data-undecided={taken === undefined || undefined}>
      {by === 'code-differs' && <p>{t('desk.codeDiffersSay')}</p>}
      {options.map(({ value, says }, index) => (
        <label key={value}>
          <input type="radio" name={name} value={value} data-field={taken === value || (taken === undefined && index === 0) ? name : undefined} checked={taken === value} onChange={() => onChoose(value)} />
          <span>{says}</span>
        </label>
      ))}
    </div>
  );
}
