import mqtt from 'mqtt';
import type { App } from '../app.ts';
import { readPayload } from './payload.rules.ts';
import { countRefused, findSensorBy } from './reading.queries.ts';
import { takeReadings } from './take-readings.actions.ts';

/** No sensor says so much in one message; what does is not read at all. */
const longest = 4_096;

/**
 * Listens to the broker of the settings, for as long as this process works. The client reconnects by itself. What other things say on the broker
 * passes by; what a sensor of ours says is taken in one after another, and a message that fails does not stop the next.
 */
export function listenToBroker(app: App): { stop(): Promise<void> } {
  const { mqttUrl, mqttUsername, mqttPassword, mqttTopics } = app.config;
  if (mqttUrl === undefined) return { stop: async () => {} };
  const client = mqtt.connect(mqttUrl, { ...(mqttUsername === undefined ? {} : { username: mqttUsername }), ...(mqttPassword === undefined ? {} : { password: mqttPassword }), reconnectPeriod: 5_000, connectTimeout: 10_000, clean: true });
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  client.on('connect', () => client.subscribe(mqttTopics.split(/[\s,]+/).filter(Boolean), { qos: 1 }));
  client.on('error', (error) => app.log.warn({ err: error }, 'the MQTT broker does not answer'));
  client.on('message', (topic, payload, { retain }) => {
    // What is retained was said before we listened: nobody knows when.
    if (retain || waiting > 1_000) return;
    waiting += 1;
    last = last.then(() => hear(app, topic, payload)).catch((error: unknown) => app.log.error({ err: error, topic }, 'a reading was not taken in')).finally(() => (waiting -= 1));
  });
  return {
    async stop() {
      await client.endAsync(true);
      await last;
    },
  };
}

async function hear(app: App, topic: string, payload: Buffer): Promise<void> {
  const sensor = await findSensorBy(app.db, { topic });
  if (!sensor) return;
  const verdict = payload.length > longest ? ({ kind: 'nonsense', why: 'unreadable' } as const) : readPayload(payload.toString('utf8'));
  if (verdict.kind === 'good') await takeReadings(app, sensor, [verdict.measured]);
  else await countRefused(app.db, sensor.id, 1, verdict.why);
}
