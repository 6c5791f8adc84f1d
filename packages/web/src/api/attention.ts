let lastTouched = Date.now();

if (typeof window !== 'undefined') {
  for (const name of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const) {
    window.addEventListener(name, () => (lastTouched = Date.now()), { capture: true, passive: true });
  }
}

/** Goes with what a screen asks by itself a minute after anybody touched it, so that a screen left open does not keep its session alive. */
export const attention = (): Record<string, string> => (Date.now() - lastTouched > 60_000 ? { 'x-qige-unattended': '1' } : {});
