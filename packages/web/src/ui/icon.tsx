import type { ReactNode } from 'react';

// Drawn on a 20 px grid with one stroke, so that they sit beside 14 px text as its equals.
const paths = {
  today: 'M4 5.5h12v11H4zM4 9h12M7 3.5v3.5M13 3.5v3.5M7.5 12.8l1.8 1.7 3.4-3.4',
  intake: 'M10 3v8.5M6.5 8.2 10 11.7l3.5-3.5M3.5 12v4.5h13V12',
  desk: 'M3.5 4h8v12.5h-8zM6 7.2h3M6 10h3M13.8 16.2l-.3-2.6 3-6 2 1-3 6z',
  contracts: 'M5 3h7.5L15.5 6v11H5zM12.2 3v3.3h3.3M7.5 9.5h5.5M7.5 12.5h5.5',
  search: 'M8.8 3.5a5.3 5.3 0 1 0 0 10.6 5.3 5.3 0 0 0 0-10.6M12.8 12.6l4 4',
  parties: 'M3.5 17V7l6-3.5V17M9.5 8.5h7V17M2.5 17h15M6 9v0M6 12v0M12.5 11.5h1M12.5 14h1',
  numbers: 'M4.5 7h11.5M4 13h11.5M8.2 3.5 6.8 16.5M13.2 3.5l-1.4 13',
  people: 'M7.5 4.2a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2M2.5 16.5c.3-3 2.3-4.7 5-4.7s4.7 1.7 5 4.7M12.7 4.6a2.4 2.4 0 0 1 0 4.5M14.2 12.1c1.9.6 3.1 2.1 3.3 4.4',
  audit: 'M4 3.5h9.5v6M4 3.5v13h5M6.5 7h4.5M6.5 10h3M14 11.5a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4M14 13v1.3l1 .7',
  settings: 'M3.5 6h6M13.5 6h3M11.5 4a2 2 0 1 0 0 4 2 2 0 0 0 0-4M3.5 14h3M10.5 14h6M8.5 12a2 2 0 1 0 0 4 2 2 0 0 0 0-4',
  me: 'M10 3.5a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4M3.8 17c.4-3.3 2.9-5.1 6.2-5.1s5.8 1.8 6.2 5.1',
  more: 'M4 6h12M4 10h12M4 14h12',
  close: 'M5 5l10 10M15 5 5 15',
  left: 'M12 4.5 6.5 10l5.5 5.5',
  right: 'M8 4.5 13.5 10 8 15.5',
  up: 'M4.5 12 10 6.5l5.5 5.5',
  down: 'M4.5 8 10 13.5 15.5 8',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  fit: 'M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4',
  width: 'M3 4v12M17 4v12M6 10h8M8 8l-2 2 2 2M12 8l2 2-2 2',
  turnRight: 'M15.5 8.5A6 6 0 1 0 16 11M15.8 4.5v4h-4',
  turnLeft: 'M4.5 8.5A6 6 0 1 1 4 11M4.2 4.5v4h4',
  download: 'M10 3v9.5M6.5 9.2 10 12.7l3.5-3.5M4 16.5h12',
  print: 'M6 7V3.5h8V7M6 14H3.5V7h13v7H14M6 11.5h8v5H6z',
  trash: 'M4 6h12M8 6V4h4v2M5.5 6l.7 10.5h7.6L14.5 6M8.5 9v4.5M11.5 9v4.5',
  split: 'M10 3v3M10 8.5v3M10 14v3M6.5 7l-3 3 3 3M13.5 7l3 3-3 3',
  merge: 'M10 3v14M3 7l3 3-3 3M17 7l-3 3 3 3',
  again: 'M15.8 8.2A6 6 0 1 0 16 11.5M15.9 4.2v4.1h-4.1',
  undo: 'M7 5 3.5 8.5 7 12M3.5 8.5h8a4 4 0 0 1 0 8H8',
  check: 'M4 10.5l4 4 8-9',
  warn: 'M10 3.5 18 16.5H2zM10 8v4M10 14.2v.3',
  info: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 9v4.5M10 6.3v.3',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 6v4.3l2.8 1.7',
  file: 'M5 3h7.5L15.5 6v11H5zM12.2 3v3.3h3.3',
  folder: 'M2.5 5h5l1.5 2h8.5v9.5h-15z',
  pages: 'M6.5 3H16v11.5H6.5zM4 6v11.5h9.5',
  columns: 'M3.5 4h13v12h-13zM8 4v12M12.3 4v12',
  filter: 'M3 4.5h14L11.7 11v5l-3.4-1.6V11z',
  star: 'M10 3l2.1 4.5 4.9.6-3.6 3.4 1 4.9L10 14l-4.4 2.4 1-4.9L3 8.1l4.9-.6z',
  keys: 'M2.5 5.5h15v9h-15zM5.5 8.5v0M8.5 8.5v0M11.5 8.5v0M14.5 8.5v0M6.5 11.8h7',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M10 2v2M10 16v2M2 10h2M16 10h2M4.4 4.4l1.4 1.4M14.2 14.2l1.4 1.4M4.4 15.6l1.4-1.4M14.2 5.8l1.4-1.4',
  moon: 'M16 12.2A6.8 6.8 0 0 1 7.8 4a6.5 6.5 0 1 0 8.2 8.2',
  camera: 'M3 6.5h3.2L7.5 4.5h5l1.3 2H17v9.5H3zM10 8.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4',
  archive: 'M3 3.5h14v4H3zM4 7.5v9h12v-9M8 10.5h4',
  qr: 'M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h2v2M16.5 11.5v5h-5v-1.5',
  link: 'M8.5 11.5l3-3M7 9 4.7 11.3a2.8 2.8 0 0 0 4 4L11 13M13 11l2.3-2.3a2.8 2.8 0 0 0-4-4L9 7',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9M10 12v1.7',
  leave: 'M8 3.5H4v13h4M8.5 10h8M13.5 6.8l3.2 3.2-3.2 3.2',
  edit: 'M4 16l.6-3.2L13 4.4 15.6 7l-8.4 8.4zM11.5 6l2.6 2.6',
  copy: 'M7 7h9v9.5H7zM4 13V3.5h9',
  drag: 'M7 5v0M13 5v0M7 10v0M13 10v0M7 15v0M13 15v0',
} as const;

export type IconName = keyof typeof paths;

/** Decoration beside words: screen readers are given the words. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }): ReactNode {
  const dots = name === 'drag' || name === 'keys' || name === 'parties';
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth={dots ? 1.6 : 1.4} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false" style={{ flex: 'none', display: 'block' }}>
      <path d={paths[name]} />
    </svg>
  );
}
