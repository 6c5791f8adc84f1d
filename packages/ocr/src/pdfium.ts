import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { PDFiumModule } from '@hyzyla/pdfium';
import { PasswordNeeded, ReaderCrashed, UnreadablePdf } from './errors.ts';
import { lendChinese } from './lent-font.ts';
import { asNative, wasm, withGrowingTable } from './wasm.ts';
import type { WasmExports, WasmTable } from './wasm.ts';

type Native = (...args: number[]) => number;

/**
 * PDFium as WebAssembly: its C functions by name, and its memory. One a process; calls are synchronous. A file that brings it down brings down what else is open
 * in it; whoever asks for it next is given a new one.
 */
export interface Pdfium {
  call(name: string, ...args: number[]): number;
  view(): DataView;
  bytes(): Uint8Array;
  /** Runs `use` with `size` bytes of PDFium's memory, zeroed, and frees them. */
  scratch<T>(size: number, use: (pointer: number) => T): T;
  openFile(path: string, password?: string): PdfHandle;
}

export interface PdfHandle {
  document: number;
  close(): void;
}

let loaded: Promise<Pdfium> | undefined;

export const pdfium = (): Promise<Pdfium> => (loaded ??= load());

async function load(): Promise<Pdfium> {
  let exports: WasmExports = {};
  const { readFile } = await import('node:fs/promises');
  const { createRequire } = await import('node:module');
  const binary = withGrowingTable(await readFile(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm')));
  const start = PDFiumModule as unknown as (options: object) => Promise<unknown>;
  await start({
    printErr() {}, // what it has to say comes with what is thrown
    instantiateWasm(imports: object, done: (instance: object, module: object) => void) {
      const ready = async (): Promise<void> => {
        const { instance, module } = await wasm.instantiate(binary, imports);
        exports = instance.exports;
        done(instance, module);
      };
      void ready();
      return {};
    },
  });
  const memory = exports['memory'] as { buffer: ArrayBuffer };
  let fallen = false;
  const call = (name: string, ...args: number[]): number => {
    if (fallen && (name === 'free' || name.startsWith('FPDF_Close'))) return 0;
    if (fallen) throw new ReaderCrashed('Another PDF brought down the reader while this one was open; open it again.');
    try {
      return (exports[name] as Native)(...args);
    } catch (error) {
      if (!(error instanceof wasm.RuntimeError || error instanceof RangeError)) throw error;
      fallen = true;
      loaded = undefined;
      throw /abort/i.test(error.message) ? outOfMemory({ cause: error }) : new UnreadablePdf('broken', 'The PDF is damaged and cannot be read.', { cause: error });
    }
  };
  const bytes = (): Uint8Array => new Uint8Array(memory.buffer);
  const view = (): DataView => new DataView(memory.buffer);

  const allocate = (size: number): number => {
    const pointer = call('malloc', size);
    if (pointer === 0) throw outOfMemory();
    return pointer;
  };
  const scratch = <T>(size: number, use: (pointer: number) => T): T => {
    const pointer = allocate(size);
    try {
      bytes().fill(0, pointer, pointer + size);
      return use(pointer);
    } finally {
      call('free', pointer);
    }
  };

  // PDFium asks for pieces of the file as it needs them, so a file of 2 GB never lies in memory.
  const getBlock = (file: number, position: number, buffer: number, size: number): number => {
    const target = bytes().subarray(buffer >>> 0, (buffer >>> 0) + (size >>> 0));
    return readSync(file, target, 0, size >>> 0, position >>> 0) === size >>> 0 ? 1 : 0;
  };
  const table = exports['__indirect_function_table'] as WasmTable;
  const callback = (f: (...args: number[]) => number | void, parameters: number, gives = true): number => {
    const slot = table.grow(1);
    table.set(slot, asNative(f, parameters, gives));
    return slot;
  };
  const slot = callback(getBlock as (...args: number[]) => number, 4);

  scratch(32, (config) => {
    view().setUint32(config, 2, true);
    call('FPDF_InitLibraryWithConfig', config);
  });
  lendChinese({ call, view, bytes, allocate, callback });

  const openFile = (path: string, password = ''): PdfHandle => {
    const file = openSync(path, 'r');
    let access = 0;
    const close = (): void => {
      if (access !== 0) call('free', access);
      closeSync(file);
    };
    try {
      const length = fstatSync(file).size;
      if (length === 0) throw new UnreadablePdf('empty', 'The file is empty.');
      if (length > 0xffffffff) throw new UnreadablePdf('too-large', 'The PDF is larger than 4 GB.');
      access = allocate(12);
      view().setUint32(access, length, true);
      view().setUint32(access + 4, slot, true);
      view().setUint32(access + 8, file, true);
      const secret = new TextEncoder().encode(`${password}\0`);
      const document = scratch(secret.length, (text) => {
        bytes().set(secret, text);
        return call('FPDF_LoadCustomDocument', access, text);
      });
      if (document === 0) throw notOpened(call('FPDF_GetLastError'), password);
      return {
        document,
        close() {
          call('FPDF_CloseDocument', document);
          close();
        },
      };
    } catch (error) {
      close();
      throw error;
    }
  };
  return { call, view, bytes, scratch, openFile };
}

const outOfMemory = (options?: ErrorOptions): UnreadablePdf => new UnreadablePdf('too-large', 'The PDF needs more memory than the reader has (2 GB).', options);

function notOpened(code: number, password: string): Error {
  if (code === 4) return new PasswordNeeded(password !== '');
  if (code === 5) return new UnreadablePdf('unsupported', 'The PDF is protected in a way that is not supported.');
  return new UnreadablePdf('broken', 'The file is no PDF, or is damaged beyond opening.');
}
