import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ClimateView } from '../climate/climate-view.tsx';
import { CopiesView } from '../custody/copies-view.tsx';
import { LabelsView } from '../labels/labels-view.tsx';
import { LoansView } from '../loans/loans-view.tsx';
import { PlacesView } from '../places/places-view.tsx';
import { useMe } from '../shell/me.ts';
import { StockTakesView } from '../stock-takes/stock-takes-view.tsx';
import { Room } from '../ui/room.tsx';

const views = [
  { id: 'places', needs: ['places.see'], show: PlacesView, flush: true },
  { id: 'copies', needs: ['paper.keep'], show: CopiesView, flush: true },
  { id: 'loans', needs: ['paper.borrow', 'loans.approve', 'paper.keep'], show: LoansView },
  { id: 'stock-takes', needs: ['stock.count', 'stock.sign'], show: StockTakesView },
  { id: 'climate', needs: ['climate.see'], show: ClimateView },
  { id: 'labels', needs: ['paper.keep', 'places.manage'], show: LabelsView },
] as const;

/** The paper itself: where it stands, who has it, what is expected of it. Each sees the views they have a part in. */
export function ArchiveRoom(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may } = useMe();
  const { view } = useSearch({ from: '/inside/archive' });
  const mine = views.filter(({ needs }) => needs.some((one) => may.has(one)));
  const now = mine.find(({ id }) => id === view) ?? mine[0];
  if (!now) return null;
  return (
    <Room
      title={t('room.archive')}
      view={t(`archiveView.${now.id}`)}
      flush={'flush' in now}
      note={mine.length > 1 && <Segmented value={now.id} aria-label={t('room.archive')} options={mine.map(({ id }) => ({ value: id, label: t(`archiveView.${id}`) }))} onChange={(id) => void navigate({ to: '/archive', search: { view: id } })} />}
    >
      <now.show />
    </Room>
  );
}
