import { useSyncExternalStore } from 'react';
import { dark, light, serif, variablesOf } from './palette.ts';

export type ThemeChoice = 'light' | 'dark' | 'system';

const key = 'qige.theme';
const night = window.matchMedia('(prefers-color-scheme: dark)');
const hearers = new Set<() => void>();

export function themeChoice(): ThemeChoice {
  const kept = localStorage.getItem(key);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(key, choice);
  tell();
}

function isDark(): boolean {
  const choice = themeChoice();
  return choice === 'system' ? night.matches : choice === 'dark';
}

function tell(): void {
  paint();
  for (const hear of hearers) hear();
}

/** Puts the palette on the document, for our own styles. */
export function paint(): void {
  const root = document.documentElement;
  root.dataset['theme'] = isDark() ? 'dark' : 'light';
  for (const [name, colour] of variablesOf(isDark() ? dark : light)) root.style.setProperty(name, colour);
  root.style.setProperty('--serif', serif);
  root.style.colorScheme = isDark() ? 'dark' : 'light';
}

night.addEventListener('change', tell);

function subscribe(hear: () => void): () => void {
  hearers.add(hear);
  return () => hearers.delete(hear);
}

export const useIsDark = (): boolean => useSyncExternalStore(subscribe, isDark);
export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, themeChoice);
