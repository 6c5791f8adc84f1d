import { type ContractType, type DeskState, listContractTypesEndpoint, type ScanId, type ScanReading, showReadingEndpoint } from '@qige/wire';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Icon } from '../ui/icon.tsx';
import { Keys } from '../ui/keys.tsx';
import { Loading } from '../ui/loading.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { useTabTitle } from '../ui/tab-title.ts';
import { DeskForm } from './desk-form.tsx';
import { DeskNotices } from './desk-notices.tsx';
import { DeskPaper } from './desk-paper.tsx';
import { FindingLines } from './finding-lines.tsx';
import { useDeskForm } from './form-state.ts';
import { type Lacking, useDeskActs } from './use-desk-acts.tsx';
import styles from './desk.module.css';

export function DeskScreen(): ReactNode {
  const scanId = useParams({ from: '/inside/desk/$scanId' }).scanId as ScanId;
  const reading = useAsk(showReadingEndpoint, { params: { scanId } });
  const types = useAsk(listContractTypesEndpoint, {}, { staleTime: 60_000 });
  if (reading.error) return <Trouble error={reading.error} reset={() => void reading.refetch()} />;
  if (!reading.data || !types.data) return <Loading />;
  return <Desk key={scanId} reading={reading.data} types={types.data.types} />;
}

/** Where the hands are taken when registering is held up, by what holds it up. */
const places: Partial<Record<Lacking, string>> = {
  title: '[id="field-title"]',
  party: '[id="field-partyA.name"]',
  unreadable: '[data-unreadable]',
  undecided: '[data-undecided] input',
};

function Desk({ reading, types }: { reading: ScanReading; types: readonly ContractType[] }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/inside/desk/$scanId' });
  const { pages, findings, fields, scanId, may } = reading;
  const [active, setActive] = useState<string>();
  const [activePage, setActivePage] = useState<string>();
  const form = useDeskForm(reading, types);
  const title = form.at('title') || reading.name || t('desk.unnamed');
  useTabTitle(() => title);
  const page = pages.find((one) => one.pageId === (activePage ?? search.page)) ?? pages[0];
  const side = useRef<HTMLDivElement>(null);
  const focusOn = (...wanted: string[]): void =>
    wanted.map((place) => side.current?.querySelector<HTMLElement>(place)).find((element) => element)?.focus();
  const focusField = (field: string): void => (field === 'payments' ? focusOn('[data-payments] [data-unreadable]', '[data-payments] input') : focusOn(`[id="field-${field}"]`));
  const queue = { ...(search.state ? { state: search.state as DeskState } : {}), ...(search.batch ? { batchId: search.batch } : {}) };
  // Straight to what stands in the way: the hands are on the keyboard.
  const acts = useDeskActs(form, queue, page?.verdicts.some((one) => one.severity === 'fault') ? [page.pageId] : [], (lacking) => {
    // After the screen is drawn anew: what stands in the way may only just have come.
    window.setTimeout(() => focusOn(places[lacking] ?? '[data-finding]'));
  });

  const turnTo = (pageId: string | undefined): void => {
    if (!pageId) return;
    setActivePage(pageId);
    void navigate({ to: '.', search: (old) => ({ ...old, page: pageId }), replace: true });
  };
  /** An address that names a page opens it, wherever the first field stands. */
  const opening = useRef(search.page !== undefined);
  const activate = (field: string): void => {
    setActive(field);
    const place = fields.find((one) => one.field === field)?.place;
    if (place && !opening.current) setActivePage(place.pageId);
  };
  const onFinding = active?.startsWith('finding ') ? active.slice('finding '.length) : undefined;
  const started = useRef(false);
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    if (may.register) side.current?.querySelector<HTMLElement>('[id="field-title"]')?.focus();
    opening.current = false;
  }, [may.register]);

  useShortcuts(t('desk.keysTitle'), [
    { keys: 'ctrl+enter', says: t('desk.register'), always: true, off: !may.register, run: () => void acts.register() },
    { keys: 'alt+f', says: t('desk.toFindings'), always: true, run: () => focusOn('[data-finding]') },
    { keys: 'a', says: t('desk.accept'), off: !onFinding, run: () => onFinding && document.querySelector<HTMLElement>(`[data-accept="${onFinding}"]`)?.click() },
    { keys: 'd', says: t('desk.dismiss'), off: !onFinding, run: () => onFinding && document.querySelector<HTMLElement>(`[data-dismiss="${onFinding}"]`)?.click() },
    { keys: 'escape', says: t('desk.leaveField'), always: true, run: () => (document.activeElement as HTMLElement | null)?.blur() },
    { keys: 'enter', says: t('desk.firstField'), run: () => focusField('title') },
    { keys: 'r', says: t('desk.reject'), off: !may.register, run: () => acts.ask('reject') },
    { keys: 's', says: t('desk.aside'), off: !may.register, run: () => acts.ask('aside') },
    { keys: 'c', says: t('desk.rescan'), off: !may.register, run: () => acts.ask('rescan') },
    { keys: 'p', says: t('desk.arrange'), off: !may.arrange, run: () => void navigate({ to: '/scans/$scanId/pages', params: { scanId } }) },
    { keys: 'u', says: t('desk.reopen'), off: !may.reopen, run: () => void acts.reopen() },
    { keys: 'j', says: t('desk.next'), run: () => void acts.go('next') },
    { keys: 'k', says: t('desk.previous'), run: () => void acts.go('previous') },
  ]);

  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <Link to="/desk" search={{ ...(search.state ? { state: search.state } : {}), ...(search.batch ? { batch: search.batch } : {}) }} aria-label={t('act.back')} className={styles['back']}>
          <Icon name="left" />
        </Link>
        <h1>{title}</h1>
        <span className={styles['batch']}>{[reading.batchName, reading.name].filter(Boolean).join(' / ')}</span>
        <span className={styles['acts']}>
          {may.arrange && (
            <Link to="/scans/$scanId/pages" params={{ scanId }} className={styles['tool']} aria-label={t('desk.arrange')} title={t('desk.arrange')}>
              <Icon name="pages" size={16} />
              <span>{t('desk.arrange')}</span>
            </Link>
          )}
          <Button onClick={() => acts.ask('rescan')} disabled={!may.register}>
            {t('desk.rescan')}
          </Button>
          <Button onClick={() => acts.ask('aside')} disabled={!may.register}>
            {t('desk.aside')}
          </Button>
          <Button onClick={() => acts.ask('reject')} disabled={!may.register}>
            {t('desk.reject')}
          </Button>
          <Button type="primary" loading={acts.busy} disabled={!may.register} onClick={() => void acts.register()}>
            {t('desk.register')} <Keys keys="ctrl+enter" />
          </Button>
        </span>
      </header>
      <div className={styles['table']}>
        <DeskPaper
          reading={reading}
          page={page}
          active={active}
          onMark={(id) => (/^(?:finding|lost) /.test(id) ? setActive(id) : focusField(id))}
          onPage={turnTo}
        />
        <div ref={side} className={styles['side']}>
          <DeskNotices reading={reading} acts={acts} onField={focusField} onPage={turnTo} />
          <FindingLines
            scanId={scanId}
            findings={findings}
            active={active}
            mayAnswer={may.correct && may.register}
            onShow={(finding) => {
              setActive(`finding ${finding.id}`);
              const place = finding.places[0];
              if (place) setActivePage(place.pageId);
            }}
          />
          <DeskForm form={form} types={types} active={active} onActive={activate} missing={acts.missing} readOnly={!may.register} />
        </div>
      </div>
      {acts.question}
    </div>
  );
}
