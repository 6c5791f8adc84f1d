import { Confidentiality, type DepartmentId, type LoanState, type PaperRules, type PersonId } from '@qige/wire';
import { addDays } from '@qige/rules/workdays';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestCopy, decisionVerdict, handOutVerdict, lendingVerdict, marksDue, overdueDays, type PaperOfLoan, returnVerdict, stateByPapers, stepsFor, termVerdict } from './loans.rules.ts';

const rules: PaperRules = { longestDays: 2, acrossLevel: 'confidential', remindDaysBefore: 1, escalateAfterDays: 3, reportDays: 3, daysOff: [], daysOn: [] };
const [sales, law] = ['dep_sales', 'dep_law'] as DepartmentId[] as [DepartmentId, DepartmentId];
const [asker, boss] = ['per_a', 'per_b'] as PersonId[] as [PersonId, PersonId];

describe('what a loan needs', () => {
  const wanted = { askerDepartmentId: sales, askerDepartmentIds: [sales], contractDepartmentId: sales, level: 'internal' as const, headThere: true };
  test.each([
    [{}, ['department/always']],
    [{ contractDepartmentId: law }, ['department/always', 'across/other-department']],
    [{ level: 'confidential' }, ['department/always', 'across/level']],
    [{ level: 'secret', contractDepartmentId: law }, ['department/always', 'across/other-department']],
    [{ contractDepartmentId: null }, ['department/always']],
    [{ headThere: false }, ['across/always']],
    [{ headThere: false, level: 'secret' }, ['across/level']],
    [{ askerDepartmentId: null, askerDepartmentIds: [], headThere: false }, ['across/other-department']],
  ] as const)('%j → %j', (change, steps) => expect(stepsFor({ ...wanted, ...change }, 'confidential').map(({ kind, why }) => `${kind}/${why}`)).toEqual(steps));

  test('is at least one yes, whatever is asked', () => {
    const id = fc.constantFrom(sales, law);
    fc.assert(fc.property(fc.option(id), fc.option(id), fc.constantFrom(...Confidentiality.options), fc.constantFrom(...Confidentiality.options), fc.boolean(), (own, contractDepartmentId, level, acrossLevel, headThere) => {
      const steps = stepsFor({ askerDepartmentId: own, askerDepartmentIds: own ? [own] : [], contractDepartmentId, level, headThere }, acrossLevel);
      expect(steps.length).toBeGreaterThan(0);
      if (contractDepartmentId && contractDepartmentId !== own) expect(steps.at(-1)?.kind).toBe('across');
    }));
  });
});

describe('who decides', () => {
  const head = { id: boss, permissions: new Set(['loans.approve']), departmentIds: [sales] };
  const step = { kind: 'department' as const, departmentId: sales };
  test('the head of that department, those above for what goes across, and nobody over their own', () => {
    expect(decisionVerdict(head, { state: 'asked', askedBy: asker }, step)).toEqual({ kind: 'good' });
    expect(decisionVerdict({ ...head, departmentIds: [law] }, { state: 'asked', askedBy: asker }, step)).toMatchObject({ why: 'not-yours' });
    expect(decisionVerdict(head, { state: 'asked', askedBy: asker }, { kind: 'across', departmentId: null })).toMatchObject({ why: 'not-yours' });
    expect(decisionVerdict({ ...head, permissions: new Set(['loans.approve-across']), departmentIds: [] }, { state: 'asked', askedBy: asker }, { kind: 'across', departmentId: null })).toEqual({ kind: 'good' });
    expect(decisionVerdict(head, { state: 'asked', askedBy: boss }, step)).toMatchObject({ why: 'own' });
    for (const state of ['approved', 'refused', 'withdrawn', 'handing-out', 'out', 'closed'] as const) expect(decisionVerdict(head, { state, askedBy: asker }, step)).toMatchObject({ why: 'decided' });
  });
});

test('a loan is for the same day on the spot, else for so many working days and no longer than allowed', () => {
  expect(termVerdict({ onSite: true, days: 9 }, rules, '2026-03-20')).toEqual({ kind: 'good', days: 0, dueOn: '2026-03-20' });
  expect(termVerdict({ onSite: false, days: 2 }, rules, '2026-03-20')).toEqual({ kind: 'good', days: 2, dueOn: '2026-03-24' });
  expect(termVerdict({ onSite: false, days: 3 }, rules, '2026-03-20')).toEqual({ kind: 'refused', why: 'too-long', most: 2 });
});

test('an original in its place is lent first, what is lost never', () => {
  const copy = (holder: string, kind: string, loanId: string | null = null) => ({ holder, kind, loanId, handOverId: null });
  const [there, photocopy, lent, lost] = [copy('place', 'original'), copy('place', 'photocopy'), copy('person', 'original', 'lon_1'), copy('lost', 'original')];
  expect(bestCopy([lost, lent, photocopy, there])).toBe(there);
  expect(bestCopy([lost, lent, photocopy])).toBe(photocopy);
  expect(bestCopy([lost, lent])).toBe(lent);
  expect(bestCopy([lost])).toBeUndefined();
  expect(lendingVerdict({ holder: 'destroyed' })).toEqual({ kind: 'refused', why: 'destroyed' });
});

test('what is handed out was approved, and is no renewal', () => {
  const good: LoanState[] = ['approved', 'out'];
  for (const state of ['asked', 'approved', 'refused', 'withdrawn', 'handing-out', 'out', 'closed'] as const) expect(handOutVerdict({ state, renewsId: null }).kind).toBe(good.includes(state) ? 'good' : 'refused');
  expect(handOutVerdict({ state: 'approved', renewsId: 'lon_1' })).toMatchObject({ why: 'renewal' });
});

test('a loan is over when none of its papers is open', () => {
  const paper: fc.Arbitrary<PaperOfLoan> = fc.record({ pagesOut: fc.option(fc.nat(20)), outcome: fc.constantFrom(null, 'back' as const, 'lost' as const, 'not-lent' as const) });
  fc.assert(fc.property(fc.array(paper, { minLength: 1, maxLength: 6 }), (papers) => {
    const state = stateByPapers(papers);
    expect(state === 'closed').toBe(papers.every(({ outcome }) => outcome !== null));
    expect(state === 'out').toBe(papers.some(({ outcome, pagesOut }) => outcome === null && pagesOut !== null));
  }));
});

describe('coming back', () => {
  const out = { pagesOut: 12, condition: 'good' as const };
  test.each([
    [{ pagesBack: 12, seal: 'none', condition: 'good' }, { kind: 'whole' }],
    [{ pagesBack: 12, seal: 'broken', condition: 'worn' }, { kind: 'whole' }],
    [{ pagesBack: 10, seal: 'whole', condition: 'good' }, { kind: 'incident', missingPages: 2, damaged: false }],
    [{ pagesBack: 12, seal: 'none', condition: 'damaged' }, { kind: 'incident', missingPages: 0, damaged: true }],
    [{ pagesBack: 13, seal: 'none', condition: 'good' }, { kind: 'refused', why: 'more-pages' }],
  ] as const)('%j → %j', (back, verdict) => expect(returnVerdict(out, back)).toEqual(verdict));
  test('damage that was there before is none', () => expect(returnVerdict({ ...out, condition: 'damaged' }, { pagesBack: 12, seal: 'none', condition: 'damaged' })).toEqual({ kind: 'whole' }));
});

describe('reminders', () => {
  test.each([
    ['2026-03-18', []],
    ['2026-03-19', ['before']],
    ['2026-03-20', ['due']],
    ['2026-03-21', ['overdue:2026-03-21']],
    ['2026-03-24', ['overdue:2026-03-24']],
    ['2026-03-25', ['overdue:2026-03-25', 'escalated']],
  ])('due on 20 March (a Friday), on %s: %j', (today, marks) => expect(marksDue({ dueOn: '2026-03-20', reminded: [] }, today, rules)).toEqual(marks));

  test('each once, however often it is looked; every day past the due day one, and one told above', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -5, max: 25 }), { maxLength: 60 }), (looks) => {
      const dueOn = '2026-03-20';
      const reminded: string[] = [];
      for (const look of looks.toSorted((a, b) => a - b)) reminded.push(...marksDue({ dueOn, reminded }, addDays(dueOn, look), rules));
      expect(new Set(reminded).size).toBe(reminded.length);
      expect(reminded.filter((mark) => mark.startsWith('overdue:'))).toHaveLength(new Set(looks.filter((look) => look > 0)).size);
    }));
  });

  test('only what is out is overdue', () => {
    expect(overdueDays({ state: 'out', dueOn: '2026-03-20' }, '2026-03-23')).toBe(3);
    expect(overdueDays({ state: 'closed', dueOn: '2026-03-20' }, '2026-03-23')).toBe(0);
    expect(overdueDays({ state: 'out', dueOn: '2026-03-20' }, '2026-03-19')).toBe(0);
  });
});
