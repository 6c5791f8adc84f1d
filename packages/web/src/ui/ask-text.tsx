import { useState, type ReactNode } from 'react';
import { Button, Input } from 'antd';
import { Dialog } from './dialog.tsx';

interface Question {
  title: string;
  label: string;
  hint?: string;
  suggestions?: readonly string[];
  confirm: string;
  cancel: string;
  secret?: boolean;
  optional?: boolean;
  initial?: string;
  most?: number;
  /** What the text is about, to be looked at while it is typed. */
  picture?: ReactNode;
  /** Another answer than a text. */
  other?: { label: string; run: () => void } | undefined;
  busy?: boolean;
  trouble?: string | undefined;
  onAnswer: (text: string) => void;
  onCancel: () => void;
}

/** One short text that an act needs: a reason, a name, a password. Enter sends it, Escape goes back. */
export function AskText(question: Question): ReactNode {
  const [text, setText] = useState(question.initial ?? '');
  const ready = question.optional || text.trim() !== '';
  const answer = (): void => {
    if (ready) question.onAnswer(question.secret ? text : text.trim());
  };
  const shared = { value: text, autoFocus: true, 'aria-label': question.label, placeholder: question.label, onChange: (event: { target: { value: string } }) => setText(event.target.value) };
  return (
    <Dialog
      open
      width={question.picture ? 640 : 440}
      title={question.title}
      onCancel={question.onCancel}
      footer={
        <>
          {question.other && (
            <Button style={{ float: 'left' }} disabled={question.busy ?? false} onClick={question.other.run}>
              {question.other.label}
            </Button>
          )}
          <Button onClick={question.onCancel}>{question.cancel}</Button>
          <Button type="primary" disabled={!ready} loading={question.busy ?? false} onClick={answer}>
            {question.confirm}
          </Button>
        </>
      }
    >
      {question.hint && <p style={{ marginBottom: 8, color: 'var(--ink-soft)' }}>{question.hint}</p>}
      {question.picture && <div style={{ marginBottom: 8 }}>{question.picture}</div>}
      {question.secret ? (
        <Input.Password {...shared} autoComplete="off" onPressEnter={answer} />
      ) : (
        <Input {...shared} maxLength={question.most ?? 500} onPressEnter={answer} />
      )}
      {question.trouble && (
        <p role="alert" style={{ marginTop: 8, color: 'var(--seal-text)' }}>
          {question.trouble}
        </p>
      )}
      {question.suggestions && (
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 4, marginTop: 12 }}>
          {question.suggestions.map((one) => (
            <Button key={one} size="small" onClick={() => setText(one)}>
              {one}
            </Button>
          ))}
        </div>
      )}
    </Dialog>
  );
}
