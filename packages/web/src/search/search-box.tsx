import { suggestEndpoint } from '@qige/wire';
import { useDeferredValue, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { Icon } from '../ui/icon.tsx';
import styles from './search.module.css';

/** Where one types what to look for; suggestions come from what the asker may see. */
export function SearchBox({ words, onSearch }: { words: string; onSearch: (words: string) => void }): ReactNode {
  const { t } = useTranslation();
  const [text, setText] = useState(words);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const [asked, setAsked] = useState(words);
  if (asked !== words) {
    setAsked(words);
    setText(words);
  }
  const wanted = useDeferredValue(text.trim());
  // A suggestion completes a plain word; a query with signs of its own is left alone.
  const plain = wanted !== '' && wanted !== words && !/[":()<>]|\b(AND|OR|NOT)\b/.test(wanted);
  const found = useAsk(suggestEndpoint, { query: { text: plain ? wanted.slice(0, 100) : '-' } }, { enabled: plain && open, keep: true });
  const lines = plain && open ? (found.data?.suggestions ?? []).slice(0, 8) : [];

  const go = (words: string): void => {
    setOpen(false);
    setAt(-1);
    onSearch(words.trim());
  };
  const take = (line: (typeof lines)[number]): void => go(line.kind === 'party' ? `party:"${line.text}"` : line.kind === 'number' ? `number:${line.text}` : `title:"${line.text}"`);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && lines.length > 0) {
      event.preventDefault();
      setAt(Math.max(-1, Math.min(lines.length - 1, at + step)));
    }
    if (event.key === 'Escape') {
      if (lines.length > 0) setOpen(false);
      else input.current?.blur();
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      const line = lines[at];
      if (line) take(line);
      else go(text);
    }
  };
  return (
    <div className={styles['box']}>
      <Icon name="search" />
      <input
        ref={input}
        autoFocus
        role="combobox"
        aria-expanded={lines.length > 0}
        aria-controls="suggestions"
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `suggestion-${at}` : undefined}
        aria-label={t('search.box')}
        placeholder={t('search.boxHint')}
        maxLength={300}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setAt(-1);
        }}
        onFocus={(event) => event.target.select()}
        onBlur={() => window.setTimeout(() => setOpen(false), 150)}
        onKeyDown={onKeyDown}
      />
      {text && (
        <button type="button" aria-label={t('act.clear')} onClick={() => go('')}>
          <Icon name="close" size={14} />
        </button>
      )}
      <ul id="suggestions" role="listbox" aria-label={t('search.suggestions')} hidden={lines.length === 0}>
        {lines.map((line, index) => (
          <li key={`${line.kind} ${line.text}`} id={`suggestion-${index}`} role="option" aria-selected={index === at} onMouseDown={() => take(line)}>
            <span>{line.text}</span>
            <small>{t(`find.${line.kind}`)}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
