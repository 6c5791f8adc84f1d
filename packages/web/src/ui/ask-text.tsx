import { useState, type ReactNode } from 'react';
import { Button, Input, Modal } from 'antd';

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
    <Modal
      open
      width={440}
      title={question.title}
      okText={question.confirm}
      cancelText={question.cancel}
      okButtonProps={{ disabled: !ready, loading: question.busy ?? false }}
      onOk={answer}
      onCancel={question.onCancel}
    >
      {question.hint && <p style={{ marginBottom: 8, color: 'var(--ink-soft)' }}>{question.hint}</p>}
      {question.secret ? (
        <Input.Password {...shared} autoComplete="off" onPressEnter={answer} />
      ) : (
        <Input {...shared} maxLength={500} onPressEnter={answer} />
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
    </Modal>
  );
}
