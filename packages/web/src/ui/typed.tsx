import { Input, Tooltip } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';

/** Takes effect when typing stops, and at once on Enter; what cannot be read says so. */
export function Typed({ label, value, read, wrong, width, onValue }: { label: string; value: string; read?: (text: string) => string | null; wrong?: string; width?: number; onValue: (value: string) => void }): ReactNode {
  const [typed, setTyped] = useState(value);
  const [asked, setAsked] = useState(value);
  const [stoppedAt, setStoppedAt] = useState<string>();
  if (asked !== value) {
    setAsked(value);
    setTyped(value);
  }
  const meant = typed.trim() === '' ? '' : read ? read(typed) : typed.trim();
  useEffect(() => {
    if (meant === value) return undefined;
    const timer = window.setTimeout(() => (meant === null ? setStoppedAt(typed) : onValue(meant)), meant === null ? 800 : 350);
    return () => window.clearTimeout(timer);
  }, [meant, typed, value, onValue]);
  const isWrong = meant === null && stoppedAt === typed;
  return (
    <Tooltip open={isWrong} title={wrong} placement="bottom">
      <Input
        aria-label={label}
        aria-invalid={isWrong}
        placeholder={label}
        value={typed}
        maxLength={100}
        allowClear={width !== undefined}
        status={isWrong ? 'error' : ''}
        style={width === undefined ? {} : { width }}
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={() => meant !== null && onValue(meant)}
      />
    </Tooltip>
  );
}
