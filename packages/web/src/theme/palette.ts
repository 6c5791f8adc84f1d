/** Ink on paper, one seal. Every colour of the application is one of these; Ant Design and our own styles take the same numbers. */
export interface Palette {
  /** What the rooms lie on. */
  ground: string;
  /** What is written on: lists, panels, forms. */
  paper: string;
  /** Chosen or pointed-at lines. */
  tint: string;
  tintStrong: string;
  line: string;
  lineSoft: string;
  ink: string;
  inkSoft: string;
  inkFaint: string;
  /** Cinnabar: the one primary action, and what is overdue or wrong. */
  seal: string;
  sealHover: string;
  sealText: string;
  sealTint: string;
  /** Jade: done. */
  jade: string;
  jadeText: string;
  jadeTint: string;
  /** Where to look: a place on the page, a word found. */
  mark: string;
  markLine: string;
  amber: string;
  amberTint: string;
  /** The table the page image lies on. */
  desk: string;
}

export const light: Palette = {
  ground: '#F4F2ED',
  paper: '#FBFAF7',
  tint: '#EFECE4',
  tintStrong: '#E4DFD3',
  line: '#D9D4C8',
  lineSoft: '#E8E4DB',
  ink: '#1F2328',
  inkSoft: '#545A62',
  inkFaint: '#62676E',
  seal: '#B8322A',
  sealHover: '#A02921',
  sealText: '#A92C25',
  sealTint: '#F8E7E3',
  jade: '#2F7D6B',
  jadeText: '#276B5B',
  jadeTint: '#E2F0EB',
  mark: '#F5D565',
  markLine: '#8A6A00',
  amber: '#7D5A00',
  amberTint: '#F7EED3',
  desk: '#DCD8CE',
};

export const dark: Palette = {
  ground: '#101114',
  paper: '#16171A',
  tint: '#222429',
  tintStrong: '#2E3137',
  line: '#3A3D44',
  lineSoft: '#282A2F',
  ink: '#E9E6DF',
  inkSoft: '#B4B1A9',
  inkFaint: '#98968F',
  seal: '#C2413A',
  sealHover: '#D04E46',
  sealText: '#F08D84',
  sealTint: '#3A2220',
  jade: '#3C9580',
  jadeText: '#74C4B0',
  jadeTint: '#1B302B',
  mark: '#D9B23C',
  markLine: '#F0CF66',
  amber: '#E3BE63',
  amberTint: '#33290F',
  desk: '#0A0B0C',
};

export const sans = `var(--marks), 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', system-ui, sans-serif`;
export const serif = `'Songti SC', 'STSong', 'Noto Serif CJK SC', 'Source Han Serif SC', SimSun, serif`;

/** Custom properties for our own styles: `inkSoft` becomes `--ink-soft`. */
export function variablesOf(palette: Palette): [string, string][] {
  return Object.entries(palette).map(([name, colour]) => [`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, colour as string]);
}
