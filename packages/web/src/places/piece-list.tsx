import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsDark } from '../theme/theme-choice.ts';
import { Panel } from '../ui/panel.tsx';
import { heatColour } from './fill.ts';
import { titleOf } from './names.ts';
import type { Piece, Scene } from './room-scene.ts';
import styles from './room.module.css';

/** The picture as a list, for keys and screen readers: every cabinet, and from there its boxes. */
export function PieceList({ scene, onChoose, onClose }: { scene: Scene; onChoose: (piece: Piece) => void; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const dark = useIsDark();
  return (
    <Panel title={t('places.asList')} closeLabel={t('act.close')} onClose={onClose} width={360}>
      <div className={styles['spines']}>
        {scene.pieces.map((piece) => (
          <button key={piece.id} type="button" style={{ borderLeftColor: heatColour(piece.heat, dark) }} onClick={() => onChoose(piece)}>
            {piece.loose ? t('places.loose') : titleOf(piece.place)} · {t('places.boxes', { count: piece.boxes })} · {t(`places.heat.${piece.heat}`)}
          </button>
        ))}
      </div>
    </Panel>
  );
}
