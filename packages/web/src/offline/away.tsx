import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../shell/me.ts';
import { Empty } from '../ui/empty.tsx';
import { Icon } from '../ui/icon.tsx';
import { Room } from '../ui/room.tsx';

/** What is done at the paper needs no archive at once; everything else waits for it. */
export const worksAway = (path: string): boolean => ['/scan', '/capture', '/archive/stock-takes/'].some((one) => path === one || (one.endsWith('/') && path.startsWith(one)));

/** In place of a room of which this device keeps nothing. */
export function Away(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may } = useMe();
  return (
    <Room title={t('offline.away')}>
      <Empty icon="link" title={t('offline.awayTitle')} text={t('offline.awayWhy')}>
        {(may.has('paper.keep') || may.has('stock.count')) && (
          <Button size="large" type="primary" style={{ height: 52 }} icon={<Icon name="qr" />} onClick={() => void navigate({ to: '/scan' })}>
            {t('room.scan')}
          </Button>
        )}
        {may.has('intake.add') && (
          <Button size="large" style={{ height: 52 }} icon={<Icon name="camera" />} onClick={() => void navigate({ to: '/capture' })}>
            {t('capture.begin')}
          </Button>
        )}
      </Empty>
    </Room>
  );
}
