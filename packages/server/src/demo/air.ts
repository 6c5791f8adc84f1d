import type { PlaceId } from '@qige/wire';
import type { App } from '../app.ts';
import { doRound, listRounds, planRound } from '../climate/round.actions.ts';
import { setClimateRule } from '../climate/room.actions.ts';
import { sendReadings } from '../climate/send-readings.actions.ts';
import { addSensor } from '../climate/sensor.actions.ts';
import type { Company } from './company.ts';
import { daysAgo } from './days-ago.ts';
import { yearOfAir } from './weather.rules.ts';

const atOnce = 1_000;

/** The room's air for a year, damp since yesterday, and the monthly round through it, which found something. */
export async function airTheRoom(app: App, { archivist, clerk }: Company, placeId: PlaceId): Promise<void> {
  const { token } = await addSensor(daysAgo(app, 365), archivist, { placeId, name: '东墙', kind: 'http', calibratedOn: daysAgo(app, 170).clock.today(), calibrationDueOn: daysAgo(app, -195).clock.today() });
  // Nobody stands behind the demo's sensor: it is not to ring for being silent an hour later.
  await setClimateRule(app, archivist, { environment: null, placeId, temperatureMin: 14, temperatureMax: 24, humidityMin: 45, humidityMax: 60, temperatureDaily: 2, humidityDaily: 5, readingsBeforeAlarm: 3, silentMinutes: 10_080, source: 'JGJ 25-2010《档案馆建筑设计规范》；样例没有真的传感器，一周没有读数才算失联' });
  const air = yearOfAir(app.clock.now());
  for (let at = 0; at < air.length; at += atOnce) await sendReadings(app, `Bearer ${token}`, { readings: air.slice(at, at + atOnce) });

  const [checklist] = (await listRounds(app, archivist)).checklists;
  if (!checklist) return;
  const then = daysAgo(app, 9);
  const plan = await planRound(daysAgo(app, 40), archivist, { placeId, name: checklist.name, lines: checklist.lines, source: checklist.source, everyDays: 30, nextOn: then.clock.today() });
  const damp = Math.max(0, checklist.lines.findIndex((line) => line.includes('潮')));
  const answers = checklist.lines.map((line, n) => (n === damp ? { line, good: false as const, what: '东墙空调接水盘有水渍', task: '疏通排水管，换接水盘', assignedTo: clerk.id, dueOn: daysAgo(app, -5).clock.today(), photo: null } : { line, good: true as const }));
  await doRound(then, archivist, plan.id, { answers, note: '' });
}
