/**
 * 64 bits drawn from a page's wording (Charikar's SimHash over runs of three characters): two scans of one sheet differ in few bits,
 * whatever was misread, turned or cropped; two pages of different wording in about half. Null where there is too little to go by.
 */
export function fingerprintOf(text: string): string | null {
  const chars = [...text.normalize('NFKC').replace(/[\s\p{P}]/gu, '')];
  if (chars.length < 20) return null;
  const votes = new Int32Array(64);
  for (let i = 0; i + 3 <= chars.length; i++) {
    const [high, low] = hashesOf(`${chars[i]}${chars[i + 1]}${chars[i + 2]}`);
    for (let bit = 0; bit < 32; bit++) {
      votes[bit] = (votes[bit] ?? 0) + ((high >>> bit) & 1 ? 1 : -1);
      votes[32 + bit] = (votes[32 + bit] ?? 0) + ((low >>> bit) & 1 ? 1 : -1);
    }
  }
  let hex = '';
  for (let digit = 0; digit < 16; digit++) {
    let value = 0;
    for (let bit = 0; bit < 4; bit++) if ((votes[4 * digit + bit] ?? 0) > 0) value |= 1 << bit;
    hex += value.toString(16);
  }
  return hex;
}

/** Two 32-bit FNV-1a hashes of different start, each stirred so that all its bits depend on every character. */
function hashesOf(text: string): [number, number] {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
  }
  return [stir(a), stir(b)];
}

function stir(value: number): number {
  let v = value;
  v = Math.imul(v ^ (v >>> 16), 0x7feb352d);
  v = Math.imul(v ^ (v >>> 15), 0x846ca68b);
  return (v ^ (v >>> 16)) >>> 0;
}

export function bitsApart(a: string, b: string): number {
  let bits = 0;
  for (let i = 0; i < 16; i++) {
    let differing = Number.parseInt(a[i] ?? '0', 16) ^ Number.parseInt(b[i] ?? '0', 16);
    for (; differing; differing &= differing - 1) bits++;
  }
  return bits;
}
