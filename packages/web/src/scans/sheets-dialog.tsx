import { printSeparatorsEndpoint, urlOf } from '@qige/wire';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';

/** Separator sheets: one laid between two contracts splits a pile that is scanned in one go. */
export function SheetsDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [count, setCount] = useState('10');
  const number = Number(count);
  const good = Number.isInteger(number) && number >= 1 && number <= 100;
  return (
    <Dialog open title={t('intake.sheets')} width={440} onCancel={onClose} footer={null}>
      <p style={{ marginBottom: 12, color: 'var(--ink-soft)' }}>{t('intake.sheetsSay')}</p>
      <div style={{ display: 'flex', gap: 8 }}>
        <Input type="number" min={1} max={100} value={count} autoFocus aria-label={t('intake.sheetsCount')} suffix={t('intake.sheetsUnit')} status={good ? '' : 'warning'} onChange={(event) => setCount(event.target.value)} />
        <Button type="primary" disabled={!good} href={urlOf(printSeparatorsEndpoint, { query: { count: good ? number : 1 } })} target="_blank" download={`${t('intake.sheets')}.pdf`}>
          {t('intake.sheetsGet')}
        </Button>
      </div>
    </Dialog>
  );
}
