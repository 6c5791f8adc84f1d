import { type ChainLine, type CopyId, printChainPdfEndpoint, showChainEndpoint, urlOf } from '@qige/wire';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { formatMoment } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Tag } from '../ui/tag.tsx';
import { sayDetails } from './say-chain.ts';
import { sayHolder } from './say-holder.ts';
import styles from './custody.module.css';

/** Who has answered for a paper from the first day on. What is printed is a PDF of its own, and recorded. */
export function ChainScreen({ copyId, onBack }: { copyId: CopyId; onBack: () => void }): ReactNode {
  const { t } = useTranslation();
  const router = useRouter();
  const { may } = useMe();
  const chain = useAsk(showChainEndpoint, { params: { copyId } });
  const printed = urlOf(printChainPdfEndpoint, { params: { copyId } });
  const back = (): void => (router.history.canGoBack() ? router.history.back() : onBack());
  useShortcuts(t('custody.chain.title'), [
    { keys: 'escape', says: t('act.back'), run: back },
    { keys: 'p', says: t('custody.chain.print'), off: !may.has('contracts.print') || !chain.data, run: () => window.location.assign(printed) },
  ]);
  if (chain.error) return <Trouble error={chain.error} reset={() => void chain.refetch()} />;
  if (!chain.data) return <Loading />;
  const { copy, lines, verdict } = chain.data;
  return (
    <div className={styles['page']}>
      <div className={styles['narrow']}>
        <header className={styles['pageHead']}>
          <Button type="text" aria-label={t('act.back')} icon={<Icon name="left" />} onClick={back} />
          <h2>
            {t('custody.chain.title')} · {copy.contract.title}
          </h2>
          {may.has('contracts.print') && (
            <Button icon={<Icon name="print" size={16} />} href={printed} download>
              {t('custody.chain.print')}
            </Button>
          )}
        </header>
        <p className={styles['say']}>
          {t('custody.chain.of', { number: copy.contract.number, ordinal: copy.ordinal, kind: t(`custody.kind.${copy.kind}`) })} {copy.archivalCode && <span className={styles['code']}>{copy.archivalCode}</span>}
        </p>
        <p className={verdict.kind === 'whole' ? styles['done'] : styles['refused']} role="status">
          {verdict.kind === 'whole' ? t('custody.chain.whole', { count: verdict.links }) : `${t('custody.chain.broken', { seq: verdict.seq, why: t(`custody.chain.why.${verdict.why}`) })} ${t('custody.chain.brokenSay')}`}
        </p>
        <ol className={styles['chain']}>
          {lines.toReversed().map((line, index) => (
            <Line key={index} line={line} broken={verdict.kind === 'broken' && line.line === 'act' && line.seq === verdict.seq} />
          ))}
        </ol>
      </div>
    </div>
  );
}

function Line({ line, broken }: { line: ChainLine; broken: boolean }): ReactNode {
  const { t } = useTranslation();
  const by = t('custody.chain.by', { name: line.by.name ?? t('audit.system') });
  if (line.line === 'carried-along') {
    return (
      <li data-line="carried-along">
        {t('custody.chain.carried', { name: line.name })}
        <small>
          {line.from} → {line.to}
        </small>
        <small>
          {formatMoment(line.at)} · {by} {line.reason && `· ${line.reason}`}
        </small>
      </li>
    );
  }
  const [from, to] = [line.from && sayHolder(t, line.from), sayHolder(t, line.to)];
  const details = sayDetails(t, line);
  return (
    <li data-line="act" data-broken={broken || undefined}>
      <b>{t(`custody.chain.act.${line.act}`, { defaultValue: line.act })}</b> {broken && <Tag tone="wrong">{line.seq}</Tag>}
      <span style={{ display: 'block' }}>{from && from !== to ? `${from} → ${to}` : to}</span>
      {details.map((one) => (
        <small key={one}>{one}</small>
      ))}
      <small>
        {formatMoment(line.at)} · {by}
      </small>
    </li>
  );
}
