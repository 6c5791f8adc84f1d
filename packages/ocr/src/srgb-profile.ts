/**
 * An sRGB ICC profile (ICC.1:2001-04, version 2.1, display class) for the output intent of PDF/A.
 * Primaries are IEC 61966-2-1 adapted to D50; the curve is its exact one, sampled at 1024 points.
 */
export function srgbProfile(): Buffer {
  const xyz = (x: number, y: number, z: number): Buffer => {
    const out = Buffer.alloc(20);
    out.write('XYZ ', 0, 'latin1');
    [x, y, z].forEach((v, i) => out.writeInt32BE(Math.round(v * 65536), 8 + 4 * i));
    return out;
  };
  const points = 1024;
  const curve = Buffer.alloc(12 + 2 * points);
  curve.write('curv', 0, 'latin1');
  curve.writeUInt32BE(points, 8);
  for (let i = 0; i < points; i++) {
    const v = i / (points - 1);
    curve.writeUInt16BE(Math.round(65535 * (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)), 12 + 2 * i);
  }
  const name = 'sRGB';
  const description = Buffer.alloc(90 + name.length + 1);
  description.write('desc', 0, 'latin1');
  description.writeUInt32BE(name.length + 1, 8);
  description.write(name, 12, 'latin1');
  const copyright = Buffer.from('text\0\0\0\0Public domain\0', 'latin1');
  const white = xyz(0.9642, 1, 0.8249);
  const tags: [string, Buffer][] = [
    ['desc', description],
    ['cprt', copyright],
    ['wtpt', white],
    ['rXYZ', xyz(0.43607, 0.22249, 0.01392)],
    ['gXYZ', xyz(0.38515, 0.71687, 0.09708)],
    ['bXYZ', xyz(0.14307, 0.06061, 0.7141)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length, 0);
  const parts: Buffer[] = [];
  const placed = new Map<Buffer, number>();
  let at = 128 + table.length;
  tags.forEach(([tag, data], i) => {
    if (!placed.has(data)) {
      placed.set(data, at);
      const padded = Buffer.alloc(Math.ceil(data.length / 4) * 4);
      data.copy(padded);
      parts.push(padded);
      at += padded.length;
    }
    table.write(tag, 4 + 12 * i, 'latin1');
    table.writeUInt32BE(placed.get(data)!, 8 + 12 * i);
    table.writeUInt32BE(data.length, 12 + 12 * i);
  });
  const header = Buffer.alloc(128);
  header.writeUInt32BE(at, 0);
  header.writeUInt32BE(0x02100000, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  [2024, 1, 1, 0, 0, 0].forEach((v, i) => header.writeUInt16BE(v, 24 + 2 * i));
  header.write('acsp', 36, 'latin1');
  white.copy(header, 68, 8, 20);
  return Buffer.concat([header, table, ...parts]);
}
