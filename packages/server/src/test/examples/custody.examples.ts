import type { Example } from '../sweep.examples.ts';
import { handOverExamples } from './hand-overs.examples.ts';

export const custodyExamples: Readonly<Record<string, Example>> = { ...handOverExamples };
