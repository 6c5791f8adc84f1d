import type { Contract } from '@qige/wire';
import { usccVerdict } from '@qige/rules/uscc';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Whereabouts } from '../custody/whereabouts.tsx';
import { sayDispute } from '../reading/dispute.ts';
import { formatMoment, formatMoney } from '../ui/format.ts';
import { Tag } from '../ui/tag.tsx';
import { StateTag } from './state-tag.tsx';
import styles from './contracts.module.css';

interface FactsProps {
  contract: Contract;
  /** Fields that have a place on a page, to be shown there. */
  placed?: ReadonlySet<string>;
  active?: string | undefined;
  onShow?: (field: string) => void;
}

/** What the register says of a contract. A field with a place on the page leads there. */
export function ContractFacts({ contract, placed, active, onShow }: FactsProps): ReactNode {
  const { t, i18n } = useTranslation();
  const english = i18n.language === 'en';
  const fact = (field: string, value: ReactNode, label = t(`field.${field}`)): ReactNode =>
    value === null || value === undefined || value === '' ? null : (
      <div className={styles['fact']} data-active={active === field || undefined}>
        <dt>{label}</dt>
        <dd>
          {placed?.has(field) ? (
            <button type="button" onClick={() => onShow?.(field)}>
              {value}
            </button>
          ) : (
            value
          )}
        </dd>
      </div>
    );
  return (
    <div className={styles['facts']}>
      <dl>
        {fact('number', <b className={styles['number']}>{contract.number}</b>)}
        {fact('contractNumber', contract.printedNumber)}
        {fact('contractType', english ? contract.contractType.nameEn : contract.contractType.name)}
        {fact('state', <StateTag state={contract.state} />)}
        {contract.voidReason && fact('voidReason', contract.voidReason, t('contracts.voidReason'))}
        {!contract.may.seeAmounts && fact('amount', t('access.noAmounts'))}
        {contract.may.seeAmounts && contract.amount !== null && fact('amount', <span className={styles['figure']}>{formatMoney(contract.amount, contract.currency)}</span>)}
        {fact('amountUppercase', contract.amountUppercase)}
        {fact('signedOn', contract.signedOn)}
        {fact('signedPlace', contract.signedPlace)}
        {fact('effectiveOn', contract.effectiveOn)}
        {fact('effectiveFrom', contract.effectiveFrom)}
        {fact('expiresOn', contract.expiresOn)}
        {fact('deliveryBy', contract.deliveryBy)}
        {fact('warranty', contract.warranty)}
        {fact('disputeResolution', contract.disputeResolution && sayDispute(contract.disputeResolution))}
        {fact('copies', contract.copies)}
      </dl>
      <h3>{t('contracts.parties')}</h3>
      <ul className={styles['parties']}>
        {contract.parties.map((party) => (
          <li key={party.side}>
            <span className={styles['letter']}>
              {t(`side.${party.side}`)}
              {party.role && party.role !== t(`side.${party.side}`) && <small>{party.role}</small>}
            </span>
            <span>
              <Link to="/parties" search={{ open: party.partyId }}>
                {party.name}
              </Link>{' '}
              {party.kind === 'own' && <Tag>{t('parties.own')}</Tag>}
              {party.printedName !== party.name && <small>{t('contracts.printedAs', { name: party.printedName })}</small>}
              {party.uscc && (
                <small className={styles['figure']}>
                  {party.uscc} {usccVerdict(party.uscc).kind === 'invalid' && <Tag tone="wrong">{t('parties.codeWrong')}</Tag>}
                </small>
              )}
            </span>
          </li>
        ))}
      </ul>
      {contract.payments.length > 0 && (
        <>
          <h3>{t('field.payments')}</h3>
          <table className={styles['payments']}>
            <thead className="visually-hidden">
              <tr>
                <th>{t('payment.label')}</th>
                <th>{t('payment.percent')}</th>
                <th>{t('payment.amount')}</th>
                <th>{t('payment.dueText')}</th>
              </tr>
            </thead>
            <tbody>
              {contract.payments.map((payment, index) => (
                <tr key={index}>
                  <td>{payment.label}</td>
                  <td>{payment.percent !== null && `${payment.percent}%`}</td>
                  <td>{formatMoney(payment.amount, contract.currency)}</td>
                  <td>{payment.dueText}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <h3>{t('desk.filing')}</h3>
      <dl>
        {fact('departmentId', contract.departmentName)}
        {fact('ownerId', contract.ownerName)}
        {fact('confidentiality', <>{t(`confidentiality.${contract.confidentiality}`)} {contract.closed && <Tag tone="wait">{t('access.closed')}</Tag>}</>)}
        {fact('whereabouts', <Whereabouts contractId={contract.id} whole />, t('custody.field.holder'))}
        {fact('registeredBy', contract.registeredBy)}
        {fact('registeredAt', formatMoment(contract.registeredAt))}
      </dl>
    </div>
  );
}
