import { useSyncExternalStore, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { dismiss, hearToasts, toastsNow } from './toast.ts';
import styles from './toasts.module.css';

export function Toasts({ closeLabel }: { closeLabel: string }): ReactNode {
  const toasts = useSyncExternalStore(hearToasts, toastsNow);
  return (
    <div className={styles['toasts']} role="status" aria-live="polite" data-no-print>
      {toasts.map(({ id, text, tone, undo }) => (
        <div key={id} className={styles['toast']} data-tone={tone}>
          <span>{text}</span>
          {undo && (
            <button
              type="button"
              onClick={() => {
                undo.run();
                dismiss(id);
              }}
            >
              {undo.label}
            </button>
          )}
          <button type="button" aria-label={closeLabel} onClick={() => dismiss(id)}>
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}
