/** Packs tables (in the order of their tags) as a TrueType font file, with its checksums. */
export function fontFile(tables: readonly (readonly [tag: string, data: Buffer])[]): Buffer {
  const head = Buffer.alloc(12 + 16 * tables.length);
  head.writeUInt32BE(0x00010000, 0);
  head.writeUInt16BE(tables.length, 4);
  const log = Math.floor(Math.log2(tables.length));
  head.writeUInt16BE(16 << log, 6);
  head.writeUInt16BE(log, 8);
  head.writeUInt16BE(16 * tables.length - (16 << log), 10);
  let at = head.length;
  const parts = [head];
  tables.forEach(([tag, data], i) => {
    const entry = 12 + 16 * i;
    head.write(tag, entry, 'latin1');
    head.writeUInt32BE(checksum(data), entry + 4);
    head.writeUInt32BE(at, entry + 8);
    head.writeUInt32BE(data.length, entry + 12);
    const padded = Buffer.alloc(Math.ceil(data.length / 4) * 4);
    data.copy(padded);
    parts.push(padded);
    at += padded.length;
  });
  const font = Buffer.concat(parts);
  const headAt = 12 + 16 * tables.findIndex(([tag]) => tag === 'head');
  font.writeUInt32BE((0xb1b0afba - checksum(font)) >>> 0, font.readUInt32BE(headAt + 8) + 8);
  return font;
}

function checksum(data: Buffer): number {
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) {
    const tail = Buffer.alloc(4);
    data.copy(tail, 0, i, Math.min(i + 4, data.length));
    sum = (sum + tail.readUInt32BE(0)) >>> 0;
  }
  return sum;
}
