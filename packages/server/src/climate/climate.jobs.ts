import { z } from 'zod';
import { defineJob } from '../platform/jobs.ts';
import { forgetOldReadings, ringCalibration, ringSilence } from './watch.actions.ts';

const nothing = z.record(z.string(), z.never());

export const watchSilence = defineJob({ name: 'climate.watch-silence', payload: nothing, attempts: 2, run: (app) => ringSilence(app) });
export const watchCalibration = defineJob({ name: 'climate.watch-calibration', payload: nothing, attempts: 3, run: (app) => ringCalibration(app) });
export const forgetReadings = defineJob({ name: 'climate.forget-readings', payload: nothing, attempts: 3, run: (app, _payload, signal) => forgetOldReadings(app, signal) });
