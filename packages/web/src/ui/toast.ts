export interface Toast {
  id: number;
  text: string;
  tone: 'said' | 'wrong';
  undo?: { label: string; run: () => void };
  /** Steps of one line can be taken back from the last one only: an earlier one then keeps its words and loses its way back. */
  line?: string;
}

let toasts: readonly Toast[] = [];
let count = 0;
const hearers = new Set<() => void>();

function put(next: readonly Toast[]): void {
  toasts = next;
  for (const hear of hearers) hear();
}

/** Says what has been done, with the way back where there is one; said twice it stands once, but every way back keeps its own. What went wrong stays until it is put away. */
export function say(text: string, more: Partial<Pick<Toast, 'tone' | 'undo' | 'line'>> = {}): void {
  const toast: Toast = { id: ++count, text, tone: 'said', ...more };
  const passed = toasts.map(({ undo, ...one }): Toast => (undo && (!more.line || one.line !== more.line) ? { ...one, undo } : one));
  put([...passed.filter((one) => one.undo !== undefined || one.text !== text).slice(-2), toast]);
  if (toast.tone === 'said') setTimeout(() => dismiss(toast.id), toast.undo ? 10_000 : 5_000);
}

export function dismiss(id: number): void {
  put(toasts.filter((toast) => toast.id !== id));
}

export const toastsNow = (): readonly Toast[] => toasts;
export function hearToasts(hear: () => void): () => void {
  hearers.add(hear);
  return () => hearers.delete(hear);
}
