import type { AlarmId, ContractId, CopyId, DepartmentId, HandOverId, IncidentId, LoanId, PersonId, PlaceId, RoundPlanId, RoundTaskId, SealId, SensorId, ShipmentId, StockTakeId } from '@qige/wire';
import { labelCode } from '@qige/rules/label-code';
import { hashKey } from '../../people/sessions.ts';
import { installationOf } from '../../labels/resolve.queries.ts';
import { newId } from '../../platform/ids.ts';
import type { House } from '../house.ts';

/** The hidden contract's paper, where it stands, and everything that goes on around it. */
export interface ArchiveGiven {
  /** A store room, a shelf in it, and a box on the shelf that holds the hidden contract's copy. */
  store: PlaceId;
  shelf: PlaceId;
  box: PlaceId;
  copy: CopyId;
  /** What its label says. */
  copyLabel: string;
  /** Another copy of the hidden contract, offered to somebody. */
  offered: CopyId;
  handOver: HandOverId;
  shipment: ShipmentId;
  seal: SealId;
  incident: IncidentId;
  loan: LoanId;
  /** Under way over the shelf; and one that is reported. On both lists stands the hidden contract's copy. */
  stockTake: StockTakeId;
  reportedStockTake: StockTakeId;
  sensor: SensorId;
  alarm: AlarmId;
  plan: RoundPlanId;
  task: RoundTaskId;
}

interface Around {
  contract: ContractId;
  department: DepartmentId;
  person: PersonId;
  reader: PersonId;
  title: string;
}

/** What the given sensor sends itself in by. */
export const sensorToken = (sensor: SensorId): string => `qs_${sensor.padEnd(43, '0')}`;

export async function givePapers({ app: { db, vault } }: House, { contract, department, person, reader }: Around): Promise<ArchiveGiven> {
  const [site, store, shelf, box] = [newId('plc'), newId('plc'), newId('plc'), newId('plc')];
  const code = store.slice(-8);
  const branch = [[site, null, 'site', `/${site}/`], [store, site, 'room', `/${site}/${store}/`], [shelf, store, 'cabinet', `/${site}/${store}/${shelf}/`], [box, shelf, 'box', `/${site}/${store}/${shelf}/${box}/`]] as const;
  for (const [id, parentId, kind, path] of branch) await db.insertInto('place').values({ id, parentId, kind, path, code: `${kind}-${code}`, createdBy: person, held: 1 }).execute();
  const [copy, offered] = [newId('cpy'), newId('cpy')];
  const common = { contractId: contract, pageCount: 3, createdBy: person, lastSeq: 1 };
  await db.insertInto('copy').values({ ...common, id: copy, ordinal: 1, kind: 'original', holder: 'place', placeId: box }).execute();
  await db.insertInto('copy').values({ ...common, id: offered, ordinal: 2, kind: 'duplicate', holder: 'person', personId: person }).execute();
  await db.insertInto('custodyEvent').values([
    { copyId: copy, seq: 1, act: 'opened', toHolder: 'place', toPlaceId: box, byKind: 'person', byId: person },
    { copyId: offered, seq: 1, act: 'opened', toHolder: 'person', toPersonId: person, byKind: 'person', byId: person },
  ]).execute();
  await db.updateTable('scan').set({ copyId: copy }).where('contractId', '=', contract).where('state', '=', 'registered').execute();
  const [handOver, shipment, seal, incident, loan, stockTake, sensor, alarm] = [newId('hov'), newId('shp'), newId('sel'), newId('inc'), newId('lon'), newId('stk'), newId('sns'), newId('alm')];
  const { name: picture } = await vault.put(Buffer.from('a picture'));
  await db.insertInto('handOver').values({ id: handOver, giverId: person, receiverId: reader, signatureSha256: picture }).execute();
  await db.insertInto('handOverCopy').values({ handOverId: handOver, copyId: offered }).execute();
  await db.updateTable('copy').set({ handOverId: handOver }).where('id', '=', offered).execute();
  await db.insertInto('shipment').values({ id: shipment, carrier: 'SF', tracking: shipment, recipient: 'x', sentBy: person }).execute();
  await db.insertInto('shipmentCopy').values({ shipmentId: shipment, copyId: copy }).execute();
  await db.insertInto('securitySeal').values({ id: seal, number: seal, copyId: copy, appliedBy: person }).execute();
  await db.insertInto('incident').values({ id: incident, kind: 'damaged', copyId: copy, contractId: contract, what: 'x', foundBy: person, reportBy: '2030-01-01' }).execute();
  await db.insertInto('loan').values({ id: loan, contractId: contract, askedBy: person, purpose: 'x', whyPaper: 'x', dueOn: '2030-01-01' }).execute();
  await db.insertInto('loanCopy').values({ loanId: loan, copyId: copy, photoSha256: picture }).execute();
  await db.insertInto('loanStep').values({ loanId: loan, position: 0, kind: 'department', departmentId: department, why: 'always' }).execute();
  await db.insertInto('stockTake').values({ id: stockTake, name: 'x', placeId: shelf, openedBy: person }).execute();
  await db.insertInto('stockItem').values({ stockTakeId: stockTake, copyId: copy, position: 0, expected: 'here', placeId: box }).execute();
  const { labelNo } = await db.selectFrom('copy').select('labelNo').where('id', '=', copy).executeTakeFirstOrThrow();
  const copyLabel = labelCode(await installationOf(db), 'copy', labelNo);
  const reportedStockTake = newId('stk');
  const who = { id: person, name: 'x' };
  const at = '2026-03-17T01:00:00.000Z';
  const counts = { expected: 1, found: 0, missing: 1, moved: 0, 'wrong-place': 0, unknown: 0, 'on-loan': 0, back: 0, damaged: 0, unread: 0, recount: 0, recounted: 0 };
  const differences = [{ copyId: copy, label: copyLabel, archivalCode: null, result: 'missing', damaged: false, damage: '', correction: 'lost', place: 'x', found: '' }];
  const report = { id: reportedStockTake, name: 'x', where: 'x', openedBy: who, openedAt: at, reportedAt: at, reportedBy: who, recounted: false, sample: null, counts, counters: [], differences, unread: [] };
  await db.insertInto('stockTake').values({ id: reportedStockTake, name: 'x', placeId: shelf, openedBy: person, state: 'reported', reportedAt: at, report: JSON.stringify(report) }).execute();
  await db.insertInto('stockItem').values({ stockTakeId: reportedStockTake, copyId: copy, position: 0, expected: 'here', placeId: box, correction: 'lost' }).execute();
  await db.insertInto('sensor').values({ id: sensor, placeId: store, name: 'x', kind: 'http', tokenHash: hashKey(sensorToken(sensor)), createdBy: person }).execute();
  await db.insertInto('climateRule').values({ id: newId('clr'), placeId: store }).execute();
  await db.insertInto('climateAlarm').values({ id: alarm, placeId: store, sensorId: sensor, kind: 'humidity-high' }).execute();
  const [plan, round, task] = [newId('rpl'), newId('rnd'), newId('rtk')];
  await db.insertInto('roundPlan').values({ id: plan, placeId: store, name: 'x', lines: JSON.stringify(['防火']), everyDays: 7, nextOn: '2030-01-01', createdBy: person }).execute();
  await db.insertInto('round').values({ id: round, planId: plan, placeId: store, dueOn: '2026-01-01', doneBy: person, answers: '[]' }).execute();
  const { sha256: photoSha256 } = await db.selectFrom('vaultBlob').select('sha256').executeTakeFirstOrThrow();
  await db.insertInto('roundTask').values({ id: task, roundId: round, placeId: store, line: '防火', what: 'x', task: 'x', dueOn: '2030-01-01', photoSha256 }).execute();
  return { plan, task, store, shelf, box, copy, copyLabel, offered, handOver, shipment, seal, incident, loan, stockTake, reportedStockTake, sensor, alarm };
}
