import { z } from 'zod';

export const AlarmKind = z.enum(['temperature-high', 'temperature-low', 'humidity-high', 'humidity-low', 'temperature-change', 'humidity-change', 'silent', 'calibration']);
export type AlarmKind = z.infer<typeof AlarmKind>;
