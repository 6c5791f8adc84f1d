import type { CopyId } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import { FileCopies } from './file-copies.tsx';

export function FileDialog({ copyIds, onClose }: { copyIds: readonly CopyId[]; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog open width={860} title={t('custody.filing.title')} footer={null} onCancel={onClose}>
      <FileCopies copyIds={copyIds} onClose={onClose} />
    </Dialog>
  );
}
