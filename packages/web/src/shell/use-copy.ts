import { useTranslation } from 'react-i18next';
import { say } from '../ui/toast.ts';

/** Puts a text on the clipboard and says so, or that it is to be copied by hand. */
export function useCopy(): (text: string) => Promise<void> {
  const { t } = useTranslation();
  return async (text) => {
    const copied = await put(text);
    say(t(copied ? 'act.copied' : 'act.notCopied'), copied ? {} : { tone: 'wrong' });
  };
}

async function put(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return putTheOldWay(text);
  }
}

/** At an address of the house without HTTPS browsers have no clipboard, only this. A dialog keeps the focus within itself, so the text is laid into it. */
function putTheOldWay(text: string): boolean {
  const had = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.style.cssText = 'position:fixed;top:0;opacity:0';
  (had?.closest('[role=dialog]') ?? document.body).append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (had instanceof HTMLElement) had.focus({ preventScroll: true });
  return copied;
}
