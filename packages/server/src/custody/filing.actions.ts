import { archivalCode, type ArchivalParts, type ArchivalTemplate } from '@qige/rules/archival-code';
import { addWorkdays } from '@qige/rules/workdays';
import type { ActRefused, ArchiveRetention, CopyHolder, CopyId, FilingProposal, FilingScheme, PlaceId } from '@qige/wire';
import type { Actor, Person } from '../actor.ts';
import type { App } from '../app.ts';
import { recordAudit } from '../audit/audit.queries.ts';
import type { Db } from '../platform/db.ts';
import { Refusal } from '../platform/errors.ts';
import { carry, refuseUnlessPossible } from './carry.actions.ts';
import { findCopies } from './copies.queries.ts';
import { custodyVerdict } from './custody.rules.ts';
import { type Asked, actOnEach } from './each.actions.ts';
import { updateCopy } from './facts.queries.ts';
import { findOverdue, findToFile, insertCode, lastItem, lockSeries, takeItem, type ToFile, voidCode } from './filing.queries.ts';
import { departmentCode, partsOf, seriesVerdict } from './filing.rules.ts';
import { standingOf } from './holder.rules.ts';
import { paperRules } from './paper-rules.actions.ts';
import { filingScheme } from './scheme.actions.ts';
import { findDepartmentCodes } from './scheme.queries.ts';
import { showCopies } from './show.actions.ts';

interface Overrides {
  year?: string | undefined;
  retention?: ArchiveRetention | undefined;
  department?: string | undefined;
}

interface Scheme {
  scheme: FilingScheme;
  departments: Awaited<ReturnType<typeof findDepartmentCodes>>;
  timeZone: string;
}

async function schemeOf(app: App, db: Db): Promise<Scheme> {
  return { scheme: await filingScheme(db), departments: await findDepartmentCodes(db), timeZone: app.config.timeZone };
}

function place({ scheme, departments, timeZone }: Scheme, { signedOn, registeredAt, retention, departmentId }: ToFile, over: Overrides = {}) {
  const department = departmentCode(departments, departmentId, scheme.department);
  const registeredOn = registeredAt.toLocaleDateString('sv-SE', { timeZone });
  return { parts: partsOf(scheme, { signedOn, registeredOn, retention, department: department.code }, over), departmentFrom: department.from, yearFrom: signedOn ? ('signed' as const) : ('registered' as const) };
}

/** The series a copy is filed in, or why it is not filed at all. */
function seriesOrRefuse({ scheme }: Scheme, copy: { id: CopyId; archivalCode: string | null }, of: ToFile, parts: ArchivalParts): { template: ArchivalTemplate; series: string } {
  if (copy.archivalCode) throw new Refusal('filing_impossible', 'It is filed already.', { kind: 'filed', code: copy.archivalCode, copyId: copy.id });
  if (of.voided) throw new Refusal('filing_impossible', 'The contract was voided.', { kind: 'voided', copyId: copy.id });
  const verdict = seriesVerdict(scheme.template, parts);
  if (verdict.kind !== 'good') throw new Refusal('filing_impossible', 'The filing scheme cannot make a code of this.', { ...verdict, copyId: copy.id });
  return verdict;
}

const refusalOf = (judge: () => unknown): Refusal | null => {
  try {
    judge();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
};

export async function proposeFiling(app: App, actor: Actor, copyIds: readonly CopyId[]): Promise<{ proposals: FilingProposal[] }> {
  const scheme = await schemeOf(app, app.db);
  const rows = await findCopies(app.db, actor, copyIds);
  const toFile = await findToFile(app.db, rows.map(({ id }) => id));
  const shown = await showCopies(app.db, rows);
  const proposals = shown.flatMap((copy, index): FilingProposal[] => {
    const [row, of] = [rows[index], toFile.get(copy.id)];
    if (!row || !of) return [];
    const { parts, departmentFrom, yearFrom } = place(scheme, of);
    let series = '';
    const refused = refusalOf(() => {
      series = seriesOrRefuse(scheme, row, of, parts).series;
      // Any place: what is asked is whether the paper can go into one at all.
      const verdict = custodyVerdict(standingOf(row), { act: 'filed', to: { holder: 'place', placeId: 'plc_00000000000000000000' } });
      if (verdict.kind === 'refused') throw new Refusal('custody_impossible', 'This cannot be done with this paper now.', { kind: verdict.why });
    });
    const { id, seq, contract, ordinal, kind, pageCount, thicknessMm, holder } = copy;
    return [{ copyId: id, seq, contract, ordinal, kind, pageCount, thicknessMm, holder, year: parts.year, yearFrom, retention: of.retention, department: parts.department, departmentFrom, series, problem: refused && { code: refused.code, details: refused.details } }];
  });
  return { proposals };
}

interface Filed {
  done: { copyId: CopyId; seq: number; archivalCode: string; holder: CopyHolder }[];
  refused: ActRefused[];
}

/** Files copies: each gets the next code of its series and stands in the place from then on. The code is made once the act is certain, so that none is wasted. */
export async function fileCopies(app: App, actor: Person, asked: Omit<Asked, 'copies'> & { copies: readonly (Asked['copies'][number] & Overrides)[]; placeId: PlaceId }): Promise<Filed> {
  const to = { holder: 'place', placeId: asked.placeId } as const;
  const over = new Map(asked.copies.map((one) => [one.copyId, one]));
  const codes = new Map<CopyId, string>();
  let scheme: Scheme;
  let toFile: ReadonlyMap<CopyId, ToFile> = new Map();
  const { done, refused } = await actOnEach(app, actor, asked, {
    comeTo: async () => [to],
    prepare: async (tx, copies) => {
      scheme = await schemeOf(app, tx);
      toFile = await findToFile(tx, copies.map(({ id }) => id));
      const wanted = copies.flatMap(({ id, archivalCode: code }) => {
        const of = toFile.get(id);
        if (code) codes.set(id, code);
        const verdict = of && !code ? seriesVerdict(scheme.scheme.template, place(scheme, of, over.get(id)).parts) : undefined;
        return verdict?.kind === 'good' ? [verdict.series] : [];
      });
      await lockSeries(tx, wanted);
    },
    each: async (tx, copy, places, details) => {
      const of = toFile.get(copy.id) as ToFile;
      const { parts } = place(scheme, of, over.get(copy.id));
      const { template, series } = seriesOrRefuse(scheme, copy, of, parts);
      const act = { act: 'filed', to } as const;
      refuseUnlessPossible(copy, act, places, details);
      const verdict = archivalCode(template, parts, (await lastItem(tx, series)) + 1);
      if (verdict.kind !== 'good') throw new Refusal('filing_impossible', 'This series is full.', { ...verdict, copyId: copy.id });

      const [code, now] = [verdict.code, app.clock.now()];
      await insertCode(tx, { ...parts, code, series, item: await takeItem(tx, series), allocatedBy: actor.id, allocatedAt: now });
      await carry(app, tx, actor, copy, act, places, { ...details, facts: { archivalCode: code } });
      await updateCopy(tx, copy.id, { archivalCode: code, filedAt: now, filedBy: actor.id });
      codes.set(copy.id, code);
    },
  });
  return { done: done.map((one) => ({ ...one, archivalCode: codes.get(one.copyId) ?? '' })), refused };
}

/** The paper comes back into somebody's hands; its code is void and stands on nothing else, ever. */
export async function unfileCopy(app: App, actor: Person, copyId: CopyId, { seq, reason, actId }: { seq?: number | undefined; reason: string; actId?: string | undefined }): Promise<{ copyId: CopyId; seq: number }> {
  const { done } = await actOnEach(app, actor, { copies: [{ copyId, seq }], actId, note: reason }, {
    comeTo: async () => [],
    each: async (tx, copy, places, details) => {
      const code = copy.archivalCode;
      if (!code) throw new Refusal('filing_impossible', 'It is not filed.', { kind: 'not-filed', copyId });
      const mine = copy.personId === actor.id;
      await carry(app, tx, actor, copy, mine ? { act: 'noted' } : { act: 'taken', to: { holder: 'person', personId: actor.id } }, places, { ...details, facts: { voidedCode: code } });
      await voidCode(tx, code, reason);
      await updateCopy(tx, copyId, { archivalCode: null, filedAt: null, filedBy: null });
      await recordAudit(tx, actor, { kind: 'copy.unfiled', subjectId: copyId, contractId: copy.contractId, facts: { copy: copy.ordinal, number: code, reason } });
    },
  });
  return { copyId, seq: done[0]?.seq ?? 0 };
}

/** What has lain unfiled in the asker's own hands for longer than it should. */
export async function listOverdueFiling(app: App, actor: Person, limit: number) {
  const [{ fileWithinDays: days }, calendar] = await Promise.all([filingScheme(app.db), paperRules(app.db)]);
  const found = await findOverdue(app.db, actor, actor.id, { before: addWorkdays(app.clock.today(), -days, calendar), timeZone: app.config.timeZone }, limit);
  return { ...found, days, copies: found.copies.map(({ since, ...copy }) => ({ ...copy, since: since.toISOString() })) };
}
