import type { LabelTemplateId } from '@qige/wire';
import { Button, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { PrintForm } from './print-form.tsx';
import styles from './labels.module.css';

interface PrintLabelsProps {
  /** Copies, places or people: what the templates are for. */
  ids: readonly string[];
  /** The first is taken unless another is chosen. */
  templates: readonly [LabelTemplateId, ...LabelTemplateId[]];
  /** What stands on the button; 打印标签 if left out. */
  children?: ReactNode;
  size?: 'small' | 'middle';
}

/** A button that prints labels of what is shown or chosen, wherever that is. */
export function PrintLabels({ ids, templates, children, size = 'middle' }: PrintLabelsProps): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [template, setTemplate] = useState(templates[0]);
  return (
    <>
      <Button size={size} icon={<Icon name="print" size={14} />} disabled={ids.length === 0} onClick={() => setOpen(true)}>
        {children ?? t('labels.printLabel')}
      </Button>
      {open && (
        <Dialog open title={t('labels.printLabel')} width={720} footer={null} onCancel={() => setOpen(false)}>
          {templates.length > 1 && (
            <div className={styles['field']}>
              <Segmented value={template} aria-label={t('labels.what')} options={templates.map((id) => ({ value: id, label: t(`labels.template.${id}`) }))} onChange={setTemplate} />
            </div>
          )}
          <p className={styles['faint']}>{t(`labels.templateHint.${template}`)}</p>
          <PrintForm template={template} ids={ids} />
        </Dialog>
      )}
    </>
  );
}
