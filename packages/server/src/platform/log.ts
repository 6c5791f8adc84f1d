import { destination, pino, type Logger } from 'pino';

export type Log = Logger;
export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof logLevels)[number];

/** One JSON line an entry on standard error; standard output stays free for what a person or a script asked for. */
export function createLog(level: LogLevel): Log {
  return pino({ level, base: { pid: process.pid } }, destination({ dest: 2, sync: true }));
}

export const silentLog: Log = createLog('silent');
