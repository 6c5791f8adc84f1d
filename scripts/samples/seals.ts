import type { Rng } from './random.ts';

export type Seal = { text: string; kind: string; size: number; svg: string };

const inks = ['#d3222b', '#c71f2d', '#b3202c', '#e03a33', '#a52236', '#d84a3c'];

/** A round company seal: name on the arc, star in the middle, the seal's kind below; worn by a patchy ink filter. */
export function drawSeal(r: Rng, company: string, kind: '公章' | '合同专用章' | '财务专用章', strong: boolean): Seal {
  const size = r.pick([108, 113, 119]);
  const ink = r.pick(inks);
  const glyphs = [...company];
  const sweep = Math.min(290, 150 + glyphs.length * 9);
  const font = Math.min(15, 175 / glyphs.length + 3);
  const radius = 46 - font * 0.82;
  const arc = glyphs
    .map((g, i) => {
      const angle = -sweep / 2 + (sweep * i) / (glyphs.length - 1);
      return `<text transform="rotate(${angle.toFixed(1)}) translate(0 ${(-radius).toFixed(1)})" text-anchor="middle" font-size="${font.toFixed(1)}" textLength="${(font * 0.82).toFixed(1)}" lengthAdjust="spacingAndGlyphs">${g}</text>`;
    })
    .join('');
  const star = Array.from({ length: 10 }, (_, i) => {
    const [a, d] = [(Math.PI * i) / 5, i % 2 ? 5.6 : 14.5];
    return `${(d * Math.sin(a)).toFixed(1)},${(-d * Math.cos(a)).toFixed(1)}`;
  }).join(' ');
  const id = `w${r.int(0, 1e9)}`;
  const wear = `<filter id="${id}" x="-5%" y="-5%" width="110%" height="110%"><feTurbulence type="fractalNoise" baseFrequency="${(0.02 + r.next() * 0.05).toFixed(3)}" numOctaves="4" seed="${r.int(1, 999)}" result="n"/><feColorMatrix in="n" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 ${strong ? '0 0 0 -2 2.1' : '0 0 0 -4 2.9'}" result="m"/><feComposite in="SourceGraphic" in2="m" operator="in"/></filter>`;
  const serial = r.chance(0.5) ? `<text y="41" text-anchor="middle" font-size="4.2" letter-spacing="1.1">${3205}${r.int(100000000, 999999999)}</text>` : '';
  const below = kind === '公章' ? '' : `<text y="30" text-anchor="middle" font-size="9" letter-spacing="1">${kind}</text>`;
  const svg = `<svg width="${size}pt" height="${size}pt" viewBox="-52 -52 104 104" style="display:block;opacity:${(strong ? 0.85 + r.next() * 0.1 : 0.6 + r.next() * 0.25).toFixed(2)};transform:rotate(${r.int(-28, 28)}deg)"><defs>${wear}</defs><g filter="url(#${id})" fill="${ink}" font-family="${r.pick(['AR PL SungtiL GB', 'Noto Serif CJK SC', 'AR PL UMing CN'])}" font-weight="700"><circle r="49" fill="none" stroke="${ink}" stroke-width="2.6"/>${arc}<polygon points="${star}"/>${below}${serial}</g></svg>`;
  return { text: kind === '公章' ? company : `${company} ${kind}`, kind, size, svg };
}

/** A square name seal of the legal representative. */
export function drawNameSeal(r: Rng, person: string): string {
  const glyphs = [...`${person}印`].slice(0, 4);
  const cells = glyphs.map((g, i) => `<text x="${i < 2 ? 29 : 11}" y="${i % 2 ? 33 : 17}" text-anchor="middle" font-size="15">${g}</text>`).join('');
  return `<svg width="48pt" height="48pt" viewBox="0 0 40 40" style="opacity:.8;transform:rotate(${r.int(-8, 8)}deg)"><g fill="${r.pick(inks)}" font-family="AR PL UKai CN"><rect x="1.5" y="1.5" width="37" height="37" fill="none" stroke="${r.pick(inks)}" stroke-width="1.8"/>${cells}</g></svg>`;
}

/** One page's slice of a 骑缝章 pressed over the fanned sheets. */
export function sliceOf(seal: Seal, index: number, of: number): { svg: string; width: number } {
  const width = seal.size / of;
  return {
    width,
    svg: `<div style="width:${width}pt;height:${seal.size}pt;overflow:hidden"><div style="margin-left:${-index * width}pt;width:${seal.size}pt">${seal.svg}</div></div>`,
  };
}
