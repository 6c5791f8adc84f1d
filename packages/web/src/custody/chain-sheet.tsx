import type { Chain } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../shell/me.ts';
import { formatMoment } from '../ui/format.ts';
import { sayDetails } from './say-chain.ts';
import { sayHolder } from './say-holder.ts';
import styles from './custody.module.css';

/** The chain on paper, oldest first, with room for a signature. */
export function ChainSheet({ chain: { copy, lines, verdict }, at }: { chain: Chain; at: string }): ReactNode {
  const { t } = useTranslation();
  const { name } = useMe();
  const system = t('audit.system');
  return (
    <div className={styles['sheet']} data-print>
      <h1>{t('custody.chain.title')}</h1>
      <p>
        {copy.contract.title}　{t('custody.chain.of', { number: copy.contract.number, ordinal: copy.ordinal, kind: t(`custody.kind.${copy.kind}`) })}　{copy.archivalCode}　{copy.label}
      </p>
      <p>{verdict.kind === 'whole' ? t('custody.chain.whole', { count: verdict.links }) : t('custody.chain.broken', { seq: verdict.seq, why: t(`custody.chain.why.${verdict.why}`) })}</p>
      <table>
        <thead>
          <tr>
            {(['seq', 'at', 'act', 'from', 'to', 'by', 'note'] as const).map((head) => (
              <th key={head}>{t(`custody.chain.head.${head}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) =>
            line.line === 'act' ? (
              <tr key={index}>
                <td>{line.seq}</td>
                <td>{formatMoment(line.at)}</td>
                <td>{t(`custody.chain.act.${line.act}`, { defaultValue: line.act })}</td>
                <td>{line.from && sayHolder(t, line.from)}</td>
                <td>{sayHolder(t, line.to)}</td>
                <td>{line.by.name ?? system}</td>
                <td>{sayDetails(t, line).join('；')}</td>
              </tr>
            ) : (
              <tr key={index}>
                <td />
                <td>{formatMoment(line.at)}</td>
                <td>{t('custody.chain.carried', { name: line.name })}</td>
                <td>{line.from}</td>
                <td>{line.to}</td>
                <td>{line.by.name ?? system}</td>
                <td>{line.reason}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      <footer>
        <span>{t('custody.chain.sign')}</span>
        <span>{t('custody.chain.date')}</span>
      </footer>
      <p>{t('custody.chain.printed', { at: formatMoment(at), name })}</p>
    </div>
  );
}
