import { useEffect, useLayoutEffect, useRef } from 'react';
import { createWedge, wedgeRules } from './wedge.ts';

const isField = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox]):not([type=radio]):not([type=button])'));

function put(field: HTMLElement, value: string): void {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/**
 * What a hand scanner types anywhere on the screen is a scan. What a person types goes where it was meant: into the field, which gets its text
 * back where a scan ran into it, or to the shortcuts, a moment later.
 */
export function useWedge(onScan: (text: string) => void, on = true): void {
  const run = useRef(onScan);
  useLayoutEffect(() => {
    run.current = onScan;
  });
  useEffect(() => {
    if (!on) return;
    const hear = createWedge();
    let held: { event: KeyboardEvent; timer: number }[] = [];
    let before: { field: HTMLElement; value: string; at: number } | undefined;
    const passed = new WeakSet<Event>();
    const letGo = ({ event }: { event: KeyboardEvent }): void => {
      const { key, code, shiftKey } = event;
      const copy = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true });
      passed.add(copy);
      (event.target ?? window).dispatchEvent(copy);
    };
    const press = (event: KeyboardEvent): void => {
      if (passed.has(event) || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const heard = hear({ key: event.key, at: event.timeStamp });
      if (heard.kind === 'none') return;
      if (heard.kind === 'scan') {
        for (const { timer } of held) window.clearTimeout(timer);
        held = [];
        event.preventDefault();
        event.stopImmediatePropagation();
        if (before) put(before.field, before.value);
        before = undefined;
        run.current(heard.text);
        return;
      }
      if (isField(event.target)) {
        const value = 'value' in event.target ? String(event.target.value) : '';
        before = before && before.field === event.target && event.timeStamp - before.at <= wedgeRules.gapMs ? { ...before, at: event.timeStamp } : { field: event.target, value, at: event.timeStamp };
        return;
      }
      before = undefined;
      // A space presses the button that has the focus; no label has one.
      if (event.key === ' ') return;
      event.stopImmediatePropagation();
      const mine = { event, timer: 0 };
      mine.timer = window.setTimeout(() => {
        const own = held.indexOf(mine);
        if (own < 0) return;
        // Others came fast behind it: a scan that broke off is nobody's shortcut.
        if (held.length === 1) letGo(mine);
        held = [];
      }, wedgeRules.gapMs);
      for (const { timer } of held) window.clearTimeout(timer);
      held.push(mine);
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => {
      window.removeEventListener('keydown', press, { capture: true });
      for (const { timer } of held) window.clearTimeout(timer);
    };
  }, [on]);
}
