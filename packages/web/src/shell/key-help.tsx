import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import { Keys } from '../ui/keys.tsx';
import { useKeyHelp } from '../ui/shortcuts.ts';
import styles from './key-help.module.css';

/** Every key that means something on the screen that is open. */
export function KeyHelp({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const groups = useKeyHelp();
  return (
    <Dialog open title={t('keys.title')} footer={null} onCancel={onClose} width={720}>
      <div className={styles['groups']}>
        {groups.map(({ title, lines }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {lines.map(({ keys, says }) => (
                <div key={keys}>
                  <dt>
                    <span className="visually-hidden">{keys}</span>
                    <Keys keys={keys} />
                  </dt>
                  <dd>{says}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
