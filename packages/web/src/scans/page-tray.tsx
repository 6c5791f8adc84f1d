import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/icon.tsx';
import styles from './capture.module.css';
import { type CapturedPage, dropPage, movePage } from './captured-pages.ts';

/** The pages taken so far, in the order in which they will stand. */
export function PageTray({ pages, again, onAgain }: { pages: readonly CapturedPage[]; again: string | undefined; onAgain: (id: string | undefined) => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <ol className={styles['tray']} aria-label={t('capture.pages')}>
      {pages.map(({ id, url }, index) => (
        <li key={id} data-again={again === id || undefined}>
          <img src={url} alt={t('capture.page', { number: index + 1 })} />
          <span>{index + 1}</span>
          <div>
            <Button size="large" type="text" disabled={index === 0} aria-label={t('capture.earlier', { number: index + 1 })} title={t('capture.earlier', { number: index + 1 })} icon={<Icon name="left" />} onClick={() => movePage(id, -1)} />
            <Button size="large" type="text" aria-pressed={again === id} aria-label={t('capture.again', { number: index + 1 })} title={t('capture.again', { number: index + 1 })} icon={<Icon name="again" />} onClick={() => onAgain(again === id ? undefined : id)} />
            <Button size="large" type="text" aria-label={t('capture.drop', { number: index + 1 })} title={t('capture.drop', { number: index + 1 })} icon={<Icon name="trash" />} onClick={() => dropPage(id)} />
            <Button size="large" type="text" disabled={index === pages.length - 1} aria-label={t('capture.later', { number: index + 1 })} title={t('capture.later', { number: index + 1 })} icon={<Icon name="right" />} onClick={() => movePage(id, 1)} />
          </div>
        </li>
      ))}
    </ol>
  );
}
