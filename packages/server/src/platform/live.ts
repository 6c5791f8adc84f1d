import { sql } from 'kysely';
import pg from 'pg';
import type { Tx } from './db.ts';

/** What changed, told to every open screen once the transaction has committed. The screen then asks for what it may see. */
export interface LiveEvent {
  topic: 'intake' | 'reading' | 'desk' | 'contracts' | 'archive' | 'stock' | 'climate' | 'notices';
  /** The thing that changed; never its content: who may see it is decided when it is asked for. */
  id: string;
  /** The batch or scan it belongs to, for screens that show a whole. */
  within?: string;
}

export interface Live {
  subscribe(hear: (event: LiveEvent) => void): () => void;
  close(): Promise<void>;
}

const channel = 'qige_live';

export async function tellLive(tx: Tx, event: LiveEvent): Promise<void> {
  await sql`select pg_notify(${channel}, ${JSON.stringify(event)})`.execute(tx);
}

export async function openLive(url: string): Promise<Live> {
  const hearers = new Set<(event: LiveEvent) => void>();
  const ear = await listen(url, channel, (text) => {
    const event = JSON.parse(text) as LiveEvent;
    for (const hear of hearers) hear(event);
  });
  return {
    subscribe(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    close: () => ear.close(),
  };
}

/** One connection that listens; when it is lost it is opened again, with a pause that grows to 5 s. */
export async function listen(url: string, name: string, hear: (text: string) => void): Promise<{ close(): Promise<void> }> {
  let closed = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const open = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url });
    next.on('error', () => {});
    next.on('notification', (message) => hear(message.payload ?? ''));
    await next.connect();
    await next.query(`listen ${name}`);
    client = next;
    next.on('end', () => !closed && again(200));
  };
  const again = (pause: number): void => {
    timer = setTimeout(() => open().catch(() => again(Math.min(pause * 2, 5_000))), pause);
  };
  await open();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
