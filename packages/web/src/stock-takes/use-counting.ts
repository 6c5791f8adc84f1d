import { call, fetchStockListEndpoint, type PlaceId, sendStockScansEndpoint, type StockTakeId } from '@qige/wire';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../api/send.ts';
import { sayTrouble } from '../api/trouble.ts';
import { newActId } from '../api/act-id.ts';
import { enqueueAct, hearSent } from '../offline/the-queue.ts';
import { useMe } from '../shell/me.ts';
import { feel } from '../ui/scanner/feel.ts';
import { say } from '../ui/toast.ts';
import { type Heard, judgeHere, type KeptScan, toneOf, withAnswer } from './judge-here.ts';
import { findKeptList, findKeptScans, keepList, keepScan, keyOfList, type KeptList } from './kept-list.ts';

/** This browser, so that a scan can be told from the same person's scan on another device. */
function deviceName(): string {
  const key = 'qige.device';
  const name = localStorage.getItem(key) ?? newActId().slice(0, 8);
  localStorage.setItem(key, name);
  return name;
}

export interface CountingState {
  /** Undefined while it is being looked for, null where there is none. */
  kept: KeptList | null | undefined;
  fetching: boolean;
  scans: readonly KeptScan[];
  placeId: string | null;
  last: Heard | undefined;
  hear: (code: string) => void;
  damage: (scan: KeptScan, what: string) => void;
  refetch: () => void;
}

/** Counting on this device: judged at once by the list it keeps, sent when the archive can be reached. */
export function useCounting(stockTakeId: StockTakeId): CountingState {
  const { t } = useTranslation();
  const me = useMe();
  const key = keyOfList(me.id, stockTakeId);
  const placeKey = `qige.stock.place.${stockTakeId}`;
  const [kept, setKept] = useState<KeptList | null>();
  const [fetching, setFetching] = useState(false);
  const [scans, setScans] = useState<readonly KeptScan[]>([]);
  const [placeId, setPlaceId] = useState<string | null>(() => localStorage.getItem(placeKey));
  const [last, setLast] = useState<Heard>();
  // Scans come faster than the screen is drawn.
  const all = useRef<readonly KeptScan[]>([]);
  const here = useRef(placeId);

  const put = useCallback(
    (scan: KeptScan): void => {
      all.current = all.current.some((one) => one.scanId === scan.scanId) ? all.current.map((one) => (one.scanId === scan.scanId ? scan : one)) : [...all.current, scan];
      setScans(all.current);
      keepScan(key, scan).catch(() => {});
    },
    [key],
  );

  const fetchList = useCallback(async (): Promise<void> => {
    setFetching(true);
    try {
      const next = { key, list: await call(send, fetchStockListEndpoint, { params: { stockTakeId } }), at: Date.now() };
      setKept(next);
      await keepList(next);
    } catch {
      setKept((before) => before ?? null);
    } finally {
      setFetching(false);
    }
  }, [key, stockTakeId]);

  useEffect(() => {
    if (!me.id) return;
    const look = async (): Promise<void> => {
      try {
        const [list, before] = await Promise.all([findKeptList(key), findKeptScans(key)]);
        if (list) setKept((now) => now ?? list);
        all.current = before;
        setScans(before);
      } catch {
        // A browser that keeps nothing counts with network only.
      }
      await fetchList();
    };
    void look();
  }, [me.id, key, fetchList]);

  useEffect(
    () =>
      hearSent((act, reply) => {
        if (act.group !== stockTakeId) return;
        const told = sendStockScansEndpoint.reply.safeParse(reply);
        for (const answer of told.data?.answers ?? []) {
          const before = all.current.find((one) => one.scanId === answer.scanId);
          if (!before) continue;
          const after = withAnswer(before, answer);
          put(after);
          setLast((now) => (now?.kind === 'scan' && now.scan.scanId === after.scanId ? { ...now, scan: after } : now));
          if (toneOf(after) !== toneOf(before) && toneOf(after) !== 'good' && all.current.at(-1)?.scanId === after.scanId) feel('wrong');
        }
      }),
    [stockTakeId, put],
  );

  const pass = async (scan: KeptScan, seenAt: Date, sent: { scanId: string; code: string; seenAt: string; placeId?: PlaceId; damage?: string }): Promise<void> => {
    const about = { says: t('stockCount.scanSays', { label: scan.code.slice(0, 40) }), group: stockTakeId, href: `/archive/stock-takes/${stockTakeId}`, seenAt };
    try {
      const outcome = await enqueueAct(sendStockScansEndpoint, { params: { stockTakeId }, body: { device: deviceName(), sentAt: seenAt.toISOString(), scans: [sent] } }, about);
      if (outcome.kind === 'refused') say(sayTrouble(t, outcome.error), { tone: 'wrong' });
    } catch (error) {
      say(sayTrouble(t, error), { tone: 'wrong' });
    }
  };
  const take = (code: string, at: string | null, damage?: string): void => {
    if (!kept) return;
    const heard = judgeHere(kept.list, all.current, { code, placeId: at, scanId: newActId(), at: Date.now(), ...(damage ? { damage } : {}) });
    setLast(heard);
    if (heard.kind === 'place') {
      here.current = heard.place.id;
      setPlaceId(heard.place.id);
      localStorage.setItem(placeKey, heard.place.id);
    }
    if (heard.kind !== 'scan') return feel(heard.kind === 'place' ? 'good' : 'wrong');
    const { scan } = heard;
    put(scan);
    feel(toneOf(scan) === 'good' ? 'good' : 'wrong');
    const seenAt = new Date(scan.seenAt);
    const sent = { scanId: scan.scanId, code: code.slice(0, 200), seenAt: seenAt.toISOString(), ...(at ? { placeId: at as PlaceId } : {}), ...(damage ? { damage } : {}) };
    void pass(scan, seenAt, sent);
  };
  return { kept, fetching, scans, placeId, last, hear: (code) => take(code, here.current), damage: (scan, what) => take(scan.code, scan.placeId, what), refetch: () => void fetchList() };
}
