import { type DeskState, listContractTypesEndpoint, offerCopiesEndpoint, type ScanId, showReadingEndpoint, type ContractType, type ScanReading } from '@qige/wire';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { pageImage, pageThumbnail } from '../reading/page-addresses.ts';
import { sayField, sayFinding, sayVerdict } from '../reading/say-reading.ts';
import { useViewerWords } from '../reading/use-viewer-words.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Icon } from '../ui/icon.tsx';
import { Keys } from '../ui/keys.tsx';
import { Loading } from '../ui/loading.tsx';
import { Progress } from '../ui/progress.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import type { Mark } from '../ui/viewer/marks.tsx';
import { PageStrip } from '../ui/viewer/page-strip.tsx';
import { PageViewer } from '../ui/viewer/page-viewer.tsx';
import { DeskForm } from './desk-form.tsx';
import { FindingLines } from './finding-lines.tsx';
import { useDeskForm } from './form-state.ts';
import { useDeskActs } from './use-desk-acts.tsx';
import styles from './desk.module.css';

export function DeskScreen(): ReactNode {
  const scanId = useParams({ from: '/inside/desk/$scanId' }).scanId as ScanId;
  const reading = useAsk(showReadingEndpoint, { params: { scanId } });
  const types = useAsk(listContractTypesEndpoint, {}, { staleTime: 60_000 });
  if (reading.error) return <Trouble error={reading.error} reset={() => void reading.refetch()} />;
  if (!reading.data || !types.data) return <Loading />;
  return <Desk key={scanId} reading={reading.data} types={types.data.types} />;
}

function Desk({ reading, types }: { reading: ScanReading; types: readonly ContractType[] }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/inside/desk/$scanId' });
  const { pages, findings, fields, scanId } = reading;
  const [active, setActive] = useState<string>();
  const [activePage, setActivePage] = useState<string>();
  const form = useDeskForm(reading, types);
  const page = pages.find((one) => one.pageId === (activePage ?? search.page)) ?? pages[0];
  const side = useRef<HTMLDivElement>(null);
  const focusField = (field: string): void => side.current?.querySelector<HTMLElement>(`[id="field-${field}"]`)?.focus();
  const acts = useDeskActs(form, { ...(search.state ? { state: search.state as DeskState } : {}), ...(search.batch ? { batchId: search.batch } : {}) }, page?.verdicts.some((one) => one.severity === 'fault') ? [page.pageId] : [], (missing) => {
    // Straight to what stands in the way: the hands are on the keyboard.
    const kinds = missing.map((one) => one.kind);
    if (kinds.includes('title')) focusField('title');
    else if (kinds.includes('party')) focusField('partyA.name');
    else side.current?.querySelector<HTMLElement>('[data-finding]')?.focus();
  });
  const copies = useAsk(offerCopiesEndpoint, { params: { scanId } });
  const words = useViewerWords(page?.number ?? 0, pages.length);

  const turnTo = (pageId: string | undefined): void => {
    if (!pageId) return;
    setActivePage(pageId);
    void navigate({ to: '.', search: (old) => ({ ...old, page: pageId }), replace: true });
  };
  const activate = (field: string): void => {
    setActive(field);
    const place = fields.find((one) => one.field === field)?.place;
    if (place) setActivePage(place.pageId);
  };
  const marks = useMemo((): Mark[] => {
    const here = page?.pageId;
    return [
      ...findings.filter((one) => !one.answer).flatMap((one) => one.places.filter((place) => place.pageId === here).map((place): Mark => ({ id: `finding ${one.id}`, boxes: place.boxes, tone: 'wrong', label: sayFinding(t, one) }))),
      ...fields.flatMap((one): Mark[] => (one.place?.pageId === here && one.place ? [{ id: one.field, boxes: one.place.boxes, tone: 'field', label: sayField(t, one.field) }] : [])),
    ];
  }, [page?.pageId, findings, fields, t]);
  const onFinding = active?.startsWith('finding ') ? active.slice('finding '.length) : undefined;
  const turn = (by: 1 | -1): void => turnTo(pages[pages.findIndex((one) => one.pageId === page?.pageId) + by]?.pageId);
  const started = useRef(false);
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    side.current?.querySelector<HTMLElement>('[id="field-title"]')?.focus();
  }, []);

  useShortcuts(t('desk.keysTitle'), [
    { keys: 'ctrl+enter', says: t('desk.register'), always: true, run: () => void acts.register() },
    { keys: 'pagedown', says: t('viewer.next'), always: true, run: () => turn(1) },
    { keys: 'pageup', says: t('viewer.previous'), always: true, run: () => turn(-1) },
    { keys: 'alt+f', says: t('desk.toFindings'), always: true, run: () => side.current?.querySelector<HTMLElement>('[data-finding]')?.focus() },
    { keys: 'a', says: t('desk.accept'), off: !onFinding, run: () => onFinding && document.querySelector<HTMLElement>(`[data-accept="${onFinding}"]`)?.click() },
    { keys: 'd', says: t('desk.dismiss'), off: !onFinding, run: () => onFinding && document.querySelector<HTMLElement>(`[data-dismiss="${onFinding}"]`)?.click() },
    { keys: 'escape', says: t('desk.leaveField'), always: true, run: () => (document.activeElement as HTMLElement | null)?.blur() },
    { keys: 'enter', says: t('desk.firstField'), run: () => focusField('title') },
    { keys: 'r', says: t('desk.reject'), run: () => acts.ask('reject') },
    { keys: 's', says: t('desk.aside'), run: () => acts.ask('aside') },
    { keys: 'c', says: t('desk.rescan'), run: () => acts.ask('rescan') },
    { keys: 'p', says: t('desk.arrange'), off: !reading.may.arrange, run: () => void navigate({ to: '/scans/$scanId/pages', params: { scanId } }) },
    { keys: 'j', says: t('desk.next'), run: () => void acts.go('next') },
    { keys: 'k', says: t('desk.previous'), run: () => void acts.go('previous') },
  ]);

  const done = pages.filter((one) => one.state !== 'waiting').length;
  const mayRegister = reading.may.register;
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <Link to="/desk" search={{ ...(search.state ? { state: search.state } : {}), ...(search.batch ? { batch: search.batch } : {}) }} aria-label={t('act.back')} className={styles['back']}>
          <Icon name="left" />
        </Link>
        <h1>{form.at('title') || reading.name || t('desk.unnamed')}</h1>
        <span className={styles['batch']}>{[reading.batchName, reading.name].filter(Boolean).join(' / ')}</span>
        <span className={styles['acts']}>
          {reading.may.arrange && (
            <Link to="/scans/$scanId/pages" params={{ scanId }} className={styles['tool']} aria-label={t('desk.arrange')} title={t('desk.arrange')}>
              <Icon name="pages" size={16} />
              <span>{t('desk.arrange')}</span>
            </Link>
          )}
          <Button onClick={() => acts.ask('rescan')} disabled={!mayRegister}>
            {t('desk.rescan')}
          </Button>
          <Button onClick={() => acts.ask('aside')} disabled={!mayRegister}>
            {t('desk.aside')}
          </Button>
          <Button onClick={() => acts.ask('reject')} disabled={!mayRegister}>
            {t('desk.reject')}
          </Button>
          <Button type="primary" loading={acts.busy} disabled={!mayRegister} onClick={() => void acts.register()}>
            {t('desk.register')} <Keys keys="ctrl+enter" />
          </Button>
        </span>
      </header>
      <div className={styles['table']}>
        <PageStrip label={t('viewer.pages')} current={page?.pageId} onPage={turnTo} pages={pages.map((one) => ({ id: one.pageId, number: one.number, src: one.state === 'waiting' ? undefined : pageThumbnail(one.pageId, reading.version), label: t('viewer.page', { number: one.number }), wrong: one.state === 'failed' || one.verdicts.some((verdict) => verdict.severity === 'fault') }))} />
        <div className={styles['paper']}>
          <PageViewer
            src={page && page.state !== 'waiting' ? pageImage(page.pageId, reading.version) : undefined}
            width={page?.width ?? 1240}
            height={page?.height ?? 1754}
            alt={t('viewer.page', { number: page?.number })}
            words={words}
            marks={marks}
            active={active}
            onMark={(id) => (id.startsWith('finding ') ? setActive(id) : focusField(id))}
            onTurn={turn}
            first="width"
            missing={page?.state === 'failed' ? t('desk.pageFailed', { why: t(`pageFailure.${page.failure}`, { defaultValue: page.failure ?? '' }) }) : t('desk.pageWaiting')}
          />
          {page && page.verdicts.length > 0 && (
            <ul className={styles['quality']}>
              {page.verdicts.map((verdict) => (
                <li key={verdict.rule} data-fault={verdict.severity === 'fault' || undefined}>
                  {sayVerdict(t, verdict)}
                </li>
              ))}
            </ul>
          )}
        </div>
        <div ref={side} className={styles['side']}>
          {!reading.readAt && (
            <div className={styles['notice']} role="status">
              {t('desk.stillReading', { done, of: pages.length })}
              <Progress done={done} of={pages.length} label={t('desk.reading')} />
            </div>
          )}
          {acts.missing.map((one) => (
            <p key={one.kind} className={styles['notice']} data-tone="wrong" role="alert">
              {t(`missing.${one.kind}`, { count: one.kind === 'still-reading' ? one.pagesLeft : one.kind === 'findings' ? one.findings.length : 0 })}
            </p>
          ))}
          {copies.data?.contracts.map((copy) => (
            <p key={copy.contractId} className={styles['notice']}>
              {t(`desk.copyBecause.${copy.because}`, { number: copy.number, title: copy.title })}{' '}
              <Link to="/contracts/$contractId" params={{ contractId: copy.contractId }}>
                {t('act.open')}
              </Link>{' '}
              <Button size="small" disabled={!mayRegister} onClick={() => void acts.bind(copy)}>
                {t('desk.bind')}
              </Button>
            </p>
          ))}
          {(copies.data?.waiting ?? reading.nearDuplicateOf) && (
            <p className={styles['notice']}>
              {t('desk.looksLike')}{' '}
              <Link to="/desk/$scanId" params={{ scanId: (copies.data?.waiting ?? reading.nearDuplicateOf) as string }} search={{}}>
                {t('act.open')}
              </Link>
            </p>
          )}
          <FindingLines
            scanId={scanId}
            findings={findings}
            active={active}
            mayAnswer={reading.may.correct}
            onShow={(finding) => {
              setActive(`finding ${finding.id}`);
              const place = finding.places[0];
              if (place) setActivePage(place.pageId);
            }}
          />
          <DeskForm form={form} types={types} active={active} onActive={activate} missing={acts.missing} />
        </div>
      </div>
      {acts.question}
    </div>
  );
}
