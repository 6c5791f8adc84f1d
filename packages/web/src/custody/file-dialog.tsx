import type { CopyId } from '@qige/wire';
import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FileCopies } from './file-copies.tsx';

export function FileDialog({ copyIds, onClose }: { copyIds: readonly CopyId[]; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal open width={860} title={t('custody.filing.title')} footer={null} onCancel={onClose}>
      <FileCopies copyIds={copyIds} onClose={onClose} />
    </Modal>
  );
}
