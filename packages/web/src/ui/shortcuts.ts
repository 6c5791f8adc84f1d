import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';

export interface Shortcut {
  /** `ctrl+enter`, `j`, `?`, `[`, `g d` (one after the other). Ctrl is ⌘ on a Mac. */
  keys: string;
  /** Words for the help sheet; left out for keys that need none. */
  says?: string;
  run: (event: KeyboardEvent) => void;
  /** Also while typing in a field. */
  always?: boolean;
  off?: boolean;
}

interface Layer {
  title: string;
  shortcuts: () => readonly Shortcut[];
}

const layers: Layer[] = [];
const hearers = new Set<() => void>();
let snapshot: readonly Layer[] = [];
const changed = (): void => {
  snapshot = [...layers];
  for (const hear of hearers) hear();
};

/** Name of a key press in the form that `Shortcut.keys` uses. */
export function pressOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  // A printed sign such as ? needs shift on one keyboard and not on another; the sign alone counts.
  const shift = event.shiftKey && (key.length > 1 || /[a-z]/.test(key));
  return [event.ctrlKey || event.metaKey ? 'ctrl' : '', event.altKey ? 'alt' : '', shift ? 'shift' : '', key].filter(Boolean).join('+');
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox]):not([type=radio]):not([type=button])');
}

let pending = '';
let pendingUntil = 0;

function hear(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const press = pressOf(event);
  const sequence = event.timeStamp < pendingUntil ? `${pending} ${press}` : '';
  pending = '';
  const typing = isTyping(event.target);
  // A button that has the focus answers Enter and space itself.
  const ownKey = event.target instanceof HTMLElement && event.target.matches('button, a, summary, [role=button], [role=option], [role=tab], [role=menuitem]') && (press === 'enter' || press === 'space');
  if (ownKey) return;
  for (const layer of layers.toReversed()) {
    for (const shortcut of layer.shortcuts()) {
      if (shortcut.off || (typing && !shortcut.always)) continue;
      if (shortcut.keys !== press && shortcut.keys !== sequence) continue;
      event.preventDefault();
      shortcut.run(event);
      return;
    }
  }
  if (!typing && layers.some((layer) => layer.shortcuts().some((one) => one.keys.startsWith(`${press} `)))) {
    pending = press;
    pendingUntil = event.timeStamp + 1_200;
  }
}

export function listenForShortcuts(): () => void {
  window.addEventListener('keydown', hear);
  return () => window.removeEventListener('keydown', hear);
}

/** Keys that hold as long as the screen that names them is there; the screen opened last is asked first. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const now = useRef(shortcuts);
  useLayoutEffect(() => {
    now.current = shortcuts;
  });
  useEffect(() => {
    const layer: Layer = { title, shortcuts: () => now.current };
    layers.push(layer);
    changed();
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      changed();
    };
  }, [title]);
}

export interface KeyHelp {
  title: string;
  lines: { keys: string; says: string }[];
}

export function useKeyHelp(): KeyHelp[] {
  const now = useSyncExternalStore(
    (run) => {
      hearers.add(run);
      return () => hearers.delete(run);
    },
    () => snapshot,
  );
  // Parts of one screen name their keys under one title.
  const byTitle = Map.groupBy(now, (layer) => layer.title);
  return [...byTitle]
    .map(([title, layers]) => ({ title, lines: layers.toReversed().flatMap((layer) => layer.shortcuts()).flatMap((one) => (one.says && !one.off ? [{ keys: one.keys, says: one.says }] : [])) }))
    .filter((layer) => layer.lines.length > 0)
    .toReversed();
}

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
const shown: Record<string, string> = { ctrl: isMac ? '⌘' : 'Ctrl', alt: isMac ? '⌥' : 'Alt', shift: '⇧', enter: '↵', escape: 'Esc', space: '␣', arrowup: '↑', arrowdown: '↓', arrowleft: '←', arrowright: '→', pageup: 'PgUp', pagedown: 'PgDn' };

/** `ctrl+enter` as the caps to press: `['Ctrl', '↵']`. */
export function capsOf(keys: string): string[] {
  return keys.split(' ').flatMap((press) => (press === '+' ? ['+'] : press.split('+'))).map((one) => shown[one] ?? (one.length === 1 ? one.toUpperCase() : one));
}
