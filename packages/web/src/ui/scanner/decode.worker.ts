import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { Asked, Decoded } from './decoding.ts';

const worker = self as unknown as DedicatedWorkerGlobalScope;

// Ours, not the address of a network that its makers built in.
prepareZXingModule({ overrides: { locateFile: (path: string, folder: string) => (path.endsWith('.wasm') ? wasm : folder + path) } });

worker.addEventListener('message', (event: MessageEvent<Asked>) => void decode(event.data));

async function decode({ id, image, hard }: Asked): Promise<void> {
  const codes = await readBarcodes(image, { formats: ['QRCode'], tryHarder: hard, tryRotate: true, tryInvert: false, maxNumberOfSymbols: 4 });
  const found = codes.filter((code) => code.isValid && code.text !== '').map(({ text, position }) => ({ text, corners: [position.topLeft, position.topRight, position.bottomRight, position.bottomLeft] }));
  worker.postMessage({ id, found } satisfies Decoded, []);
}
