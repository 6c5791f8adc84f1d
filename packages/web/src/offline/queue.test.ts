import 'fake-indexeddb/auto';
import { CallRefused, endpoint, type PersonId } from '@qige/wire';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openActStore } from './act-store.ts';
import { newActId } from '../api/act-id.ts';
import { afterReply, pauseAfter, type WaitingAct } from './acts.ts';
import { createQueue } from './queue.ts';

const move = endpoint('POST /copies/:copyId/moves', { access: 'paper.keep', summary: '', params: z.object({ copyId: z.string() }), body: z.object({ to: z.string() }), reply: z.object({ at: z.string() }), status: 200 });
const lin = { id: 'per_lin' as PersonId, name: '林芳' };
const wang = { id: 'per_wang' as PersonId, name: '王平' };

const pause = <T>(ms: number, value?: T): Promise<T> => new Promise((resolve) => setTimeout(resolve, ms, value as T));

/** A server that keeps what it was told, once for each act, behind a network that can be cut. */
function givenServer() {
  const server = { up: true, answers: new Map<string, number>(), lostReplies: 0, done: [] as { by: string; actId: string; to: string }[], heard: 0, signedIn: undefined as string | undefined };
  const sendAs = (doer: { id: string }) => async (_method: string, _url: string, body: unknown) => {
    if (!server.up) throw new CallRefused(0, { code: 'unavailable', message: '' });
    server.heard += 1;
    if (server.signedIn && server.signedIn !== doer.id) return { status: 401, json: { error: { code: 'unauthenticated', message: '' } } };
    const { actId, to, seenAt, sentAt } = body as Record<'actId' | 'to' | 'seenAt' | 'sentAt', string>;
    expect(Date.parse(sentAt)).toBeGreaterThanOrEqual(Date.parse(seenAt));
    const refused = server.answers.get(to);
    if (refused) return { status: refused, json: { error: { code: refused === 409 ? 'custody_changed' : 'internal', message: '' } } };
    if (!server.done.some((one) => one.actId === actId)) server.done.push({ by: doer.id, actId, to });
    if (server.lostReplies-- > 0) throw new CallRefused(0, { code: 'unavailable', message: '' });
    return { status: 200, json: { at: to } };
  };
  return { server, sendAs };
}

let count = 0;
let name: string;
let open: { rest(): void }[];
beforeEach(() => {
  name = `device ${++count}`;
  open = [];
});
afterEach(() => {
  for (const queue of open) queue.rest();
});

/** The page opened on this device; the browser's database stays when it is opened again. */
function openPage(sendAs: ReturnType<typeof givenServer>['sendAs']) {
  const sent: string[] = [];
  const pages: { name: string; names: string[]; answer: number }[] = [];
  let free = Promise.resolve();
  const queue = createQueue({
    store: openActStore(name),
    sendAs,
    sendPages: async (_doer, { name, files }) => {
      pages.push({ name, names: files.map((file) => file.name), answer: 201 });
      return { status: 201, error: null };
    },
    alone: (_lane, run) => (free = free.then(run)),
    tell: () => {},
    onSent: (act) => sent.push(act.says),
    patience: 300,
  });
  open.push(queue);
  return { queue, sent, pages };
}
const put = (queue: ReturnType<typeof openPage>['queue'], to: string) => queue.enqueueAct(move, { params: { copyId: 'cpy_1' }, body: { to } }, { says: `移到 ${to}`, group: 'a' });
const says = (acts: readonly WaitingAct[]): string[] => acts.map((act) => `${act.says} ${act.state}`);

describe('acts on their way', () => {
  it('reach the archive at once where it can be reached, and leave nothing behind', async () => {
    const { server, sendAs } = givenServer();
    const { queue, sent } = openPage(sendAs);
    await queue.start(lin);
    expect(await put(queue, 'A')).toMatchObject({ kind: 'done', reply: { at: 'A' } });
    expect(server.done).toMatchObject([{ by: lin.id, to: 'A' }]);
    expect(queue.now().acts).toEqual([]);
    expect(sent).toEqual(['移到 A']);
  });

  it('wait without network, through closing the page, and leave in the order they were done', async () => {
    const { server, sendAs } = givenServer();
    server.up = false;
    const before = openPage(sendAs);
    await before.queue.start(lin);
    for (const to of ['A', 'B', 'C']) expect((await put(before.queue, to)).kind).toBe('waiting');
    before.queue.rest();
    server.up = true;
    const after = openPage(sendAs);
    await after.queue.start(lin);
    expect(server.done.map((one) => one.to)).toEqual(['A', 'B', 'C']);
    expect(after.queue.now().acts).toEqual([]);
    expect(await openActStore(name).all()).toEqual([]);
  });

  it('are done once, though the answer was lost and they are sent again', async () => {
    const { server, sendAs } = givenServer();
    const { queue } = openPage(sendAs);
    server.lostReplies = 1;
    await queue.start(lin);
    expect((await put(queue, 'A')).kind).toBe('waiting');
    await queue.sendWaiting();
    expect(server.heard).toBe(2);
    expect(server.done).toHaveLength(1);
    expect(queue.now().acts).toEqual([]);
  });

  it('go on after one that is refused, which stays until it is dropped or tried again', async () => {
    const { server, sendAs } = givenServer();
    const { queue } = openPage(sendAs);
    await queue.start(lin);
    server.up = false;
    for (const to of ['A', 'full', 'B']) await put(queue, to);
    server.up = true;
    server.answers.set('full', 409);
    await queue.sendWaiting();
    expect(says(queue.now().acts)).toEqual(['移到 full refused']);
    expect(queue.now().acts[0]?.refusal).toEqual({ status: 409, error: { code: 'custody_changed', message: '' } });
    expect(server.done.map((one) => one.to)).toEqual(['A', 'B']);
    server.answers.clear();
    await queue.tryAgain(queue.now().acts[0]?.actId ?? '');
    expect(server.done.map((one) => one.to)).toEqual(['A', 'B', 'full']);
    expect(queue.now().acts).toEqual([]);
  });

  it('that are refused while the screen waits are said there and not kept', async () => {
    const { server, sendAs } = givenServer();
    const { queue } = openPage(sendAs);
    await queue.start(lin);
    server.answers.set('full', 409);
    expect(await put(queue, 'full')).toMatchObject({ kind: 'refused', error: { status: 409 } });
    expect(queue.now().acts).toEqual([]);
  });

  it('of one person are never sent under the name of another, and are not lost', async () => {
    const { server, sendAs } = givenServer();
    const { queue } = openPage(sendAs);
    await queue.start(lin);
    server.up = false;
    await put(queue, 'A');
    queue.rest();
    server.up = true;
    await queue.start(wang);
    await put(queue, 'B');
    expect(server.done).toMatchObject([{ by: wang.id, to: 'B' }]);
    expect(queue.now().acts.map((act) => act.personName)).toEqual(['林芳']);
    await queue.start(lin);
    expect(server.done).toMatchObject([{ to: 'B' }, { by: lin.id, to: 'A' }]);
  });

  it('wait where the session is over or another has it now', async () => {
    const { server, sendAs } = givenServer();
    const { queue } = openPage(sendAs);
    await queue.start(lin);
    server.signedIn = wang.id;
    expect((await put(queue, 'A')).kind).toBe('waiting');
    expect(says(queue.now().acts)).toEqual(['移到 A waiting']);
  });

  it('do not hold up the others for ever when the server fails over one of them', async () => {
    const { server, sendAs } = givenServer();
    const { queue } = openPage(sendAs);
    await queue.start(lin);
    server.up = false;
    await put(queue, 'cursed');
    await put(queue, 'B');
    server.up = true;
    server.answers.set('cursed', 500);
    for (let i = 0; i < 5; i++) await queue.sendWaiting();
    expect(says(queue.now().acts)).toEqual(['移到 cursed refused']);
    expect(server.done.map((one) => one.to)).toEqual(['B']);
  });

  it('that were given up are not sent, nor come back', async () => {
    const { server, sendAs } = givenServer();
    const { queue } = openPage(sendAs);
    await queue.start(lin);
    server.up = false;
    const { actId } = await put(queue, 'A');
    await queue.dropAct(actId);
    server.up = true;
    await queue.sendWaiting();
    expect(server.done).toEqual([]);
    expect(queue.now().acts).toEqual([]);
  });

  it('do not keep a screen waiting when the network hangs', async () => {
    const { queue } = openPage(() => () => pause(3_000, { status: 200, json: { at: 'A' } }));
    void queue.start(lin);
    await pause(1);
    expect((await put(queue, 'A')).kind).toBe('waiting');
  });

  it('with pages do not stand in the way of those without', async () => {
    const { server, sendAs } = givenServer();
    server.up = false;
    const { queue, pages } = openPage(sendAs);
    await queue.start(lin);
    await put(queue, 'A');
    expect(await queue.enqueuePages('拍页', [new File(['x'], 'p01.jpg')], { says: '1 页' })).toMatchObject({ kind: 'done' });
    expect(pages).toMatchObject([{ name: '拍页', names: ['p01.jpg'] }]);
    expect(says(queue.now().acts)).toEqual(['移到 A waiting']);
  });
});

it.each([
  [200, 200, 1, 'sent'], [201, 200, 1, 'refused'], [200, 0, 99, 'later'], [200, 503, 99, 'later'], [200, 429, 9, 'later'],
  [200, 401, 1, 'signed-out'], [200, 403, 1, 'refused'], [200, 409, 1, 'refused'], [200, 500, 1, 'later'], [200, 500, 5, 'refused'],
] as const)('wanted %i, answered %i at try %i: %s', (wanted, status, tries, after) => expect(afterReply(wanted, status, tries)).toBe(after));
it('tries ever more slowly, but never stops', () => expect([1, 3, 5, 6, 50].map(pauseAfter)).toEqual([1, 5, 30, 60, 60]));
it('names acts by version 4 UUIDs', () => expect(z.uuidv4().safeParse(newActId()).success).toBe(true));
