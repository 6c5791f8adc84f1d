import type { CopyId, PlaceId } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsDark } from '../theme/theme-choice.ts';
import { Panel } from '../ui/panel.tsx';
import { ContentsLines } from './contents-lines.tsx';
import { heatColour } from './fill.ts';
import { FillBar } from './fill-bar.tsx';
import { titleOf } from './names.ts';
import type { Piece } from './room-scene.ts';
import styles from './room.module.css';

interface PiecePanelProps {
  piece: Piece;
  chosen: PlaceId;
  /** The way to the paper asked for. */
  lit: readonly PlaceId[];
  copyId: CopyId | undefined;
  onChoose: (id: PlaceId) => void;
  onClose: () => void;
}

/** A cabinet's shelves and boxes to click through, or what lies in one of them. */
export function PiecePanel({ piece, chosen, lit, copyId, onChoose, onClose }: PiecePanelProps): ReactNode {
  const { t } = useTranslation();
  const dark = useIsDark();
  const shelf = piece.shelves.find((one) => one.place?.id === chosen || one.spines.some((spine) => spine.place.id === chosen));
  const box = shelf?.spines.find((spine) => spine.place.id === chosen)?.place;
  const shown = box ?? shelf?.place ?? piece.place;
  const shelves = shelf && !box ? [shelf] : piece.shelves;
  return (
    <Panel title={piece.loose && !box ? t('places.loose') : titleOf(shown)} closeLabel={t('act.close')} onClose={onClose} width={380}>
      <p style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center', marginBottom: 12 }}>
        <FillBar place={shown} wide />
        <Link to="/archive" search={{ view: 'places', place: shown.id }}>
          {t('places.openPlace')}
        </Link>
        {box && !piece.loose && (
          <Button size="small" onClick={() => onChoose(piece.id)}>
            {titleOf(piece.place)}
          </Button>
        )}
      </p>
      {box ? (
        <ContentsLines placeId={box.id} branch lit={copyId} />
      ) : (
        shelves.map((one, at) => (
          <section key={one.place?.id ?? at}>
            {one.place && (
              <h3 style={{ margin: 0, fontSize: 13 }}>
                {titleOf(one.place)} <FillBar place={one.place} />
              </h3>
            )}
            {one.spines.length > 0 ? (
              <div className={styles['spines']}>
                {one.spines.map((spine) => (
                  <button key={spine.place.id} type="button" data-lit={lit.includes(spine.place.id) || undefined} title={t(`places.heat.${spine.heat}`)} style={{ borderLeftColor: heatColour(spine.heat, dark) }} onClick={() => onChoose(spine.place.id)}>
                    {titleOf(spine.place)}
                  </button>
                ))}
              </div>
            ) : (
              one.place && one.place.held > 0 && <ContentsLines placeId={one.place.id} lit={copyId} />
            )}
          </section>
        ))
      )}
    </Panel>
  );
}
