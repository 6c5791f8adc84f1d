import type { LabelSize, LabelTemplateId } from '@qige/wire';
import { Button, Segmented } from 'antd';
import type { TFunction } from 'i18next';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sayTrouble } from '../api/trouble.ts';
import { Choice } from '../ui/choice.tsx';
import { Icon } from '../ui/icon.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { SheetGrid } from './sheet-grid.tsx';
import { useLabelPrint } from './use-label-print.ts';
import styles from './labels.module.css';

export function saySize(t: TFunction, { id, kind, width, height, columns, rows, page }: LabelSize): string {
  if (id.includes('spine')) return t('labels.spineOn', { width, height, paper: page.width === 297 ? 'A3' : 'A4' });
  if (kind === 'sheet') return t('labels.sheet', { width, height, columns, rows });
  return t(`labels.${kind}`, { width, height });
}

/** On what, from where, how it will look, and print. */
export function PrintForm({ template, ids }: { template: LabelTemplateId; ids: readonly string[] }): ReactNode {
  const { t } = useTranslation();
  const form = useLabelPrint(template, ids);
  const { size, preview } = form;
  const picture = useMemo(() => (preview?.svg ? `data:image/svg+xml;charset=utf-8,${encodeURIComponent(preview.svg)}` : undefined), [preview?.svg]);
  const count = preview?.labels ?? 0;
  useShortcuts(t('labels.print'), [{ keys: 'p', says: t('labels.print'), off: count === 0, run: () => void form.print() }]);
  const why = [...new Set(preview?.refused.map((one) => one.why))];
  return (
    <div className={styles['form']}>
      <label className={styles['field']}>
        <span>{t('labels.size')}</span>
        <Choice block value={size?.id ?? ''} options={form.sizes.map((one) => ({ value: one.id, label: saySize(t, one) }))} onChange={form.takeSize} />
      </label>
      {size?.kind === 'roll' && (
        <div className={styles['field']}>
          <span>{t('labels.printer')}</span>
          <Segmented
            value={form.output}
            aria-label={t('labels.printer')}
            options={[{ value: 'pdf' as const, label: t('labels.asPdf') }, ...([203, 300] as const).map((dpi) => ({ value: `zpl-${dpi}` as const, label: t('labels.asZpl', { dpi }) }))]}
            onChange={form.setOutput}
          />
        </div>
      )}
      <div className={styles['looks']} data-with-sheet={(size && size.columns * size.rows > 1) || undefined}>
        {size && size.columns * size.rows > 1 && (
          <div className={styles['field']}>
            <span>{t('labels.startAt')}</span>
            <SheetGrid size={size} startAt={form.startAt} labels={count} onStart={form.setStartAt} />
            <p className={styles['faint']}>{t('labels.startAtSay')}</p>
          </div>
        )}
        <div className={styles['field']}>
          <span>{t('labels.preview')}</span>
          {picture ? <img className={styles['picture']} src={picture} alt={t('labels.previewOf')} data-stale={form.looking || undefined} /> : <p className={styles['blank']}>{ids.length === 0 ? t('labels.nothingChosen') : ''}</p>}
          {preview && count > 0 && <p className={styles['faint']}>{t('labels.sheets', { labels: count, count: preview.pages })}</p>}
        </div>
      </div>
      {form.trouble ? (
        <p className={styles['notice']} data-tone="wrong" role="alert">
          {sayTrouble(t, form.trouble)}
        </p>
      ) : null}
      {preview && preview.refused.length > 0 && (
        <p className={styles['notice']} role="status">
          {t('labels.refused', { count: preview.refused.length })} {why.map((one) => t(`labels.why.${one}`)).join(t('act.semicolon'))}
        </p>
      )}
      {preview && preview.unprintable.length > 0 && (
        <p className={styles['notice']} role="status">
          {t('labels.unprintable', { chars: preview.unprintable.join('') })}
        </p>
      )}
      <div className={styles['acts']}>
        <Button type="primary" size="large" icon={<Icon name="print" size={16} />} disabled={count === 0} loading={form.busy} onClick={() => void form.print()}>
          {count > 0 ? t('labels.printNow', { count }) : t('labels.print')}
        </Button>
      </div>
    </div>
  );
}
