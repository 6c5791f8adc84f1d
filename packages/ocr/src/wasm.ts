/** The little of WebAssembly that is used; Node has it, TypeScript's ES library does not describe it. */
export interface WasmExports {
  [name: string]: unknown;
}
interface WasmApi {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: WasmExports };
  RuntimeError: new () => Error;
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: WasmExports }; module: object }>;
}
export interface WasmTable {
  grow(by: number): number;
  set(at: number, value: unknown): void;
}
export const wasm = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly;

/** A JavaScript function as a WebAssembly one of so many i32, giving an i32 or nothing, which alone may stand in a function table. */
export function asNative(f: (...args: number[]) => number | void, parameters: number, gives: boolean): unknown {
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const signature = [0x60, parameters, ...Array<number>(parameters).fill(0x7f), ...(gives ? [1, 0x7f] : [0])];
  const type = [1, signature.length + 1, 1, ...signature];
  const imported = [2, 7, 1, 1, 0x65, 1, 0x66, 0, 0];
  const exported = [7, 5, 1, 1, 0x66, 0, 0];
  const module = new wasm.Module(Uint8Array.from([...header, ...type, ...imported, ...exported]));
  return new wasm.Instance(module, { e: { f } }).exports['f'];
}

/** The module with the upper limit of its function table taken off, so that a callback can be added to it. */
export function withGrowingTable(binary: Uint8Array): Uint8Array {
  const tableSection = 4;
  let at = 8;
  while (at < binary.length) {
    const start = at;
    const id = binary[at++]!;
    const size = readLeb(binary, at);
    at = size.next;
    if (id !== tableSection) {
      at += size.value;
      continue;
    }
    // One table: count, element type, flag 1 (has a maximum), minimum, maximum.
    const minimum = readLeb(binary, at + 3);
    const body = [1, binary[at + 1]!, 0, ...binary.subarray(at + 3, minimum.next)];
    return Buffer.concat([binary.subarray(0, start), Uint8Array.from([tableSection, body.length, ...body]), binary.subarray(at + size.value)]);
  }
  return binary;
}

function readLeb(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  let shift = 0;
  let next = at;
  for (;;) {
    const byte = bytes[next++]!;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return { value, next };
    shift += 7;
  }
}
