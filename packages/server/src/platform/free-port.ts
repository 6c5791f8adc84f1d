import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { addressOf, type Config } from './config.ts';

/** With port 0, the settings with a port that is free now: the address must be known before sign-in is set up. */
export async function settlePort(config: Config): Promise<Config> {
  if (config.port !== 0) return config;
  const probe = createServer().listen(0, config.host);
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  const here = addressOf({ host: config.host, port });
  return { ...config, port, publicUrl: config.publicUrl === addressOf(config) ? here : config.publicUrl };
}
