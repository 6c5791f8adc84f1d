import {
  askRescanEndpoint,
  bindCopyEndpoint,
  call,
  CallRefused,
  type CopyOffer,
  type DeskState,
  matchPartiesEndpoint,
  Missing,
  rejectScanEndpoint,
  reopenScanEndpoint,
  registerScanEndpoint,
  type ScanId,
  setScanAsideEndpoint,
  showNeighboursEndpoint,
  showReadingEndpoint,
} from '@qige/wire';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { refresh } from '../api/ask.ts';
import { send } from '../api/send.ts';
import { refusalCode, sayTrouble } from '../api/trouble.ts';
import { AskText } from '../ui/ask-text.tsx';
import { say } from '../ui/toast.ts';
import type { Side } from './draft.ts';
import type { DeskForm } from './form-state.ts';

export type Turning = 'reject' | 'aside' | 'rescan';

const turnings = { reject: rejectScanEndpoint, aside: setScanAsideEndpoint, rescan: askRescanEndpoint } as const;
const stale = ['/desk', '/contracts', '/numbers', '/parties', '/today', '/batches', showReadingEndpoint.path];

export type Lacking = Missing['kind'] | 'unreadable' | 'undecided';

export interface DeskActs {
  busy: boolean;
  missing: readonly Missing[];
  /** What the clerk has to put right in the form itself, once registering was tried. */
  unreadable: readonly string[];
  undecided: readonly Side[];
  register: () => Promise<void>;
  /** Back to the queue of what waits to be checked. */
  reopen: () => Promise<void>;
  bind: (copy: CopyOffer) => Promise<void>;
  ask: (turning: Turning) => void;
  go: (to: 'next' | 'previous') => Promise<void>;
  question: ReactNode;
}

/** What a clerk does with the scan in front of her; after each the next one of the queue lies there. */
export function useDeskActs(form: DeskForm, queue: { state?: DeskState; batchId?: string }, pageIds: readonly string[], onLacking: (lacking: Lacking) => void): DeskActs {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const [tried, setTried] = useState(false);
  const [turning, setTurning] = useState<Turning>();
  const { scanId } = form.reading;
  const search = { ...(queue.state ? { state: queue.state } : {}), ...(queue.batchId ? { batch: queue.batchId } : {}) };

  const neighbours = (): Promise<{ previous: ScanId | null; next: ScanId | null }> => call(send, showNeighboursEndpoint, { params: { scanId }, query: queue as { state?: DeskState } });
  const open = async (next: ScanId | null): Promise<void> => {
    if (next) await navigate({ to: '/desk/$scanId', params: { scanId: next }, search });
    else await navigate({ to: '/desk', search });
  };
  const doing = async (run: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      await run();
    } catch (error) {
      const lacking = refusalCode(error) === 'scan_not_ready' ? missingIn(error) : [];
      setMissing(lacking);
      if (lacking.length > 0) {
        const kinds = lacking.map((one) => one.kind);
        onLacking(kinds.find((kind) => kind === 'title' || kind === 'party') ?? kinds[0] ?? 'findings');
        return;
      }
      if (refusalCode(error) === 'party_in_use') {
        await refresh([matchPartiesEndpoint.path]);
        setTried(true);
        onLacking('undecided');
      }
      if (refusalCode(error) === 'scan_changed') await refresh([showReadingEndpoint.path]);
      say(sayTrouble(t, error), { tone: 'wrong' });
    } finally {
      setBusy(false);
    }
  };
  /** For what takes the scan off the desk: what is half typed is taken first, so that nothing is on its way any more when it closes. */
  const closing = (run: () => Promise<void>): Promise<void> =>
    doing(async () => {
      (document.activeElement as HTMLElement | null)?.blur();
      await form.settled();
      await run();
    });
  const leave = async (says: string, undo?: () => void): Promise<void> => {
    form.forget();
    say(says, undo ? { undo: { label: t('act.undo'), run: undo } } : {});
    void refresh(stale);
    await open(await neighbours().then(({ next }) => next, () => null));
  };
  const reopen = (): Promise<void> =>
    doing(async () => {
      await call(send, reopenScanEndpoint, { params: { scanId } });
      await refresh(stale);
      say(t('desk.reopened'));
      await navigate({ to: '/desk/$scanId', params: { scanId }, search: queue.batchId ? { batch: queue.batchId } : {} });
    });

  return {
    busy,
    missing,
    unreadable: tried ? form.unreadable() : [],
    undecided: tried ? form.undecided() : [],
    register: () =>
      closing(async () => {
        setMissing([]);
        const wrong = form.unreadable().length > 0 ? 'unreadable' : form.undecided().length > 0 ? 'undecided' : undefined;
        setTried(wrong !== undefined);
        if (wrong) return onLacking(wrong);
        const { number } = await call(send, registerScanEndpoint, { params: { scanId }, body: form.registration() });
        await leave(t('desk.registered', { number }));
      }),
    reopen,
    bind: (copy) =>
      closing(async () => {
        await call(send, bindCopyEndpoint, { params: { scanId }, body: { contractId: copy.contractId, ...(copy.copy ? { copyId: copy.copy.id } : {}) } });
        await leave(t('desk.bound', { number: copy.number }));
      }),
    ask: setTurning,
    go: (to) =>
      doing(async () => {
        const next = (await neighbours())[to];
        if (next) await open(next);
        else say(t(to === 'next' ? 'desk.last' : 'desk.first'));
      }),
    question: turning && (
      <AskText
        key={turning}
        title={t(`desk.${turning}`)}
        hint={t(`desk.${turning}Hint`)}
        label={t('desk.reason')}
        suggestions={t(`desk.${turning}Reasons`).split('|')}
        confirm={t(`desk.${turning}`)}
        cancel={t('act.cancel')}
        busy={busy}
        onCancel={() => setTurning(undefined)}
        onAnswer={(reason) =>
          void closing(async () => {
            await (turning === 'rescan'
              ? call(send, askRescanEndpoint, { params: { scanId }, body: { reason, pageIds: pageIds as [] } })
              : call(send, turnings[turning], { params: { scanId }, body: { reason } }));
            setTurning(undefined);
            await leave(t(`desk.${turning}Done`, { name: form.reading.name }), () => void reopen());
          })
        }
      />
    ),
  };
}

function missingIn(error: unknown): Missing[] {
  const details = error instanceof CallRefused ? (error.error.details as { missing?: unknown } | undefined) : undefined;
  const read = Missing.array().safeParse(details?.missing ?? details);
  return read.success ? read.data : [];
}
