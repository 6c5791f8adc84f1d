import { createHash } from 'node:crypto';
import { type MyPasskeys, type PasskeyId, type PasskeyRow, PersonId } from '@qige/wire';
import { z } from 'zod';
import type { Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { findPresentPerson, type PresentPerson } from './actor.queries.ts';
import { askForNew, askForOne, houseOf, readHanded, verifyNew, verifyUse } from './passkey.ts';
import { deletePasskey, findPasskey, findPasskeys, insertPasskey, isAnyPasskey, notePasskeyUse } from './passkey.queries.ts';
import { provePassword } from './second-factor.actions.ts';
import { insertTicket, takeTicket } from './ticket.queries.ts';

const Asked = z.object({ personId: PersonId.nullable() });
const askedMs = 5 * 60_000;
const ticketOf = (challenge: string): string => `passkey|${createHash('sha256').update(challenge).digest('hex')}`;

export async function listMyPasskeys(app: App, actor: Person): Promise<MyPasskeys> {
  refuseKey(actor);
  const passkeys = (await findPasskeys(app.db, actor.id)).map(shown);
  return { possible: houseOf(app.config.publicUrl) !== undefined, passkeys };
}

export async function beginMyPasskey(app: App, actor: Person, { password = '' }: { password?: string | undefined }) {
  refuseKey(actor);
  const { rpID } = theHouse(app);
  await provePassword(app, actor, password);
  const person = await findPresentPerson(app.db, actor.id);
  if (!person) throw notFound();
  const there = (await findPasskeys(app.db, actor.id)).map(({ credentialId, transports }) => ({ id: credentialId, transports }));
  const options = await askForNew(rpID, person, there);
  await remember(app, options.challenge, actor.id);
  return { options: { ...options } };
}

export async function addMyPasskey(app: App, actor: Person, { name, response }: { name: string; response: unknown }): Promise<PasskeyRow> {
  refuseKey(actor);
  const house = theHouse(app);
  const handed = readHanded(response);
  if (!handed || (await recall(app, handed.challenge))?.personId !== actor.id) throw wrong();
  const passkey = await verifyNew(house, response, handed.challenge);
  if (!passkey) throw wrong();
  return app.db.transaction().execute(async (tx) => {
    const row = await insertPasskey(tx, { id: newId('pky'), personId: actor.id, name }, passkey);
    if (!row) throw wrong();
    await recordAudit(tx, actor, { kind: 'passkey.added', subjectId: row.id, facts: { name } });
    return shown(row);
  });
}

export async function removeMyPasskey(app: App, actor: Person, passkeyId: PasskeyId): Promise<MyPasskeys> {
  refuseKey(actor);
  await app.db.transaction().execute(async (tx) => {
    const name = await deletePasskey(tx, actor.id, passkeyId);
    if (name === undefined) throw notFound();
    await recordAudit(tx, actor, { kind: 'passkey.removed', subjectId: passkeyId, facts: { name } });
  });
  return listMyPasskeys(app, actor);
}

export const arePasskeysUsed = async (app: App): Promise<boolean> => houseOf(app.config.publicUrl) !== undefined && isAnyPasskey(app.db);

export async function askForPasskey(app: App) {
  const options = await askForOne(theHouse(app).rpID);
  await remember(app, options.challenge, null);
  return options;
}

/** Whose passkey answered a challenge of ours that nobody answered before. */
export async function findByPasskey(app: App, response: unknown): Promise<PresentPerson | undefined> {
  const house = theHouse(app);
  const handed = readHanded(response);
  if (!handed || (await recall(app, handed.challenge))?.personId !== null) return undefined;
  const passkey = await findPasskey(app.db, handed.credentialId);
  const counter = passkey && (await verifyUse(house, response, handed.challenge, passkey));
  if (passkey === undefined || counter === undefined) return undefined;
  await app.db.transaction().execute((tx) => notePasskeyUse(tx, passkey.id, counter, app.clock.now()));
  return findPresentPerson(app.db, passkey.personId);
}

async function remember(app: App, challenge: string, personId: PersonId | null): Promise<void> {
  const now = app.clock.now();
  await app.db.transaction().execute((tx) => insertTicket(tx, ticketOf(challenge), { personId }, now, new Date(now.getTime() + askedMs)));
}

/** For whom a challenge was made, once. */
async function recall(app: App, challenge: string): Promise<z.output<typeof Asked> | undefined> {
  const asked = Asked.safeParse(await app.db.transaction().execute((tx) => takeTicket(tx, ticketOf(challenge), app.clock.now())));
  return asked.success ? asked.data : undefined;
}

function theHouse(app: App): { rpID: string; origin: string } {
  const house = houseOf(app.config.publicUrl);
  if (!house) throw new Refusal('passkey_impossible', 'Passkeys need a name in the address of the archive; see QIGE_PUBLIC_URL.');
  return house;
}

const wrong = (): Refusal => new Refusal('passkey_wrong', 'The passkey did not answer as it should, or too late.');

function refuseKey(actor: Person): void {
  if (actor.keyId) throw new Refusal('forbidden', 'A key cannot look after passkeys.');
}

function shown(row: { id: PasskeyId; name: string; createdAt: Date; lastUsedAt: Date | null }): PasskeyRow {
  return { id: row.id, name: row.name, createdAt: row.createdAt.toISOString(), lastUsedAt: row.lastUsedAt?.toISOString() ?? null };
}
