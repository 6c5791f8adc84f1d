import { changePlaceEndpoint, type CopyId, findWhereaboutsEndpoint, type PlaceId, showPictureEndpoint } from '@qige/wire';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Checkbox, Segmented } from 'antd';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk, type ReplyOf } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Empty } from '../ui/empty.tsx';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Room } from '../ui/room.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { say } from '../ui/toast.ts';
import { given } from '../ui/url-state.ts';
import type { Mode } from './draw-room.ts';
import { Legend } from './legend.tsx';
import { sayFill, titleOf } from './names.ts';
import { PaperFinder } from './paper-finder.tsx';
import { PieceList } from './piece-list.tsx';
import { PiecePanel } from './piece-panel.tsx';
import { RoomCanvas, type RoomControl } from './room-canvas.tsx';
import { type Piece, sceneOf, type Spine, spineOf } from './room-scene.ts';
import styles from './room.module.css';

type Picture = ReplyOf<typeof showPictureEndpoint>;

/** A store room drawn to plan: its cabinets on the floor and their fronts, how full each box is, and where a paper lies. */
export function RoomScreen(): ReactNode {
  const placeId = useParams({ from: '/inside/archive/rooms/$placeId' }).placeId as PlaceId;
  const picture = useAsk(showPictureEndpoint, { params: { placeId } }, { staleTime: 30_000 });
  if (picture.error) return <Trouble error={picture.error} reset={() => void picture.refetch()} />;
  return picture.data ? <RoomView key={placeId} picture={picture.data} /> : <Loading />;
}

function RoomView({ picture }: { picture: Picture }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may } = useMe();
  const { copy, place } = useSearch({ from: '/inside/archive/rooms/$placeId' });
  const { room } = picture;
  const scene = useMemo(() => sceneOf(room, picture.places), [room, picture.places]);
  const asked = useAsk(findWhereaboutsEndpoint, { query: { copyId: copy as CopyId } }, { enabled: copy !== undefined && may.has('contracts.see') });
  const paper = copy === undefined ? undefined : asked.data?.copies[0];
  const path = paper?.place?.path ?? [];
  const lit = path.length > 0 ? spineOf(scene, path) : undefined;
  const litPiece = path.map((id) => scene.pieceOf.get(id)).find((one) => one !== undefined);
  const [mode, setMode] = useState<Mode>(copy !== undefined || place !== undefined || scene.pieces.length < 2 ? 'fronts' : 'floor');
  const [arranging, setArranging] = useState(false);
  const [listed, setListed] = useState(false);
  const control = useRef<RoomControl>(null);
  const change = useAct(changePlaceEndpoint, ['/places']);
  const chosen = place as PlaceId | undefined;
  const piece = chosen && scene.pieceOf.get(chosen);
  const go = (part: { place?: string | undefined; copy?: string | undefined }): void => void navigate({ to: '/archive/rooms/$placeId', params: { placeId: room.id }, search: given({ place, copy, ...part }), replace: true });

  // Once the paper's place is known, and when a place is named in the address, the picture goes there.
  const goal = lit?.place.id ?? litPiece?.id ?? chosen;
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const to = goal && scene.pieceOf.get(goal);
      if (to) control.current?.show(to, lit);
    });
    return () => cancelAnimationFrame(frame);
    // Only another goal moves it, not every fresh answer.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [goal, mode]);

  const choose = (at: Piece | undefined, spine: Spine | undefined): void => {
    if (at && mode === 'floor' && !arranging) setMode('fronts');
    go({ place: spine?.place.id ?? (at?.loose ? undefined : at?.id) });
  };
  const put = (at: Piece, body: { planX?: number; planY?: number; planTurned?: boolean }): void =>
    change.mutate(
      { params: { placeId: at.id }, body },
      { onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) },
    );
  const back = (): void => void navigate({ to: '/archive', search: { view: 'places', place: room.id } });
  useShortcuts(t('places.pictureKeys'), [
    { keys: 'arrowleft', run: () => control.current?.pan(120, 0) },
    { keys: 'arrowright', run: () => control.current?.pan(-120, 0) },
    { keys: 'arrowup', run: () => control.current?.pan(0, 120) },
    { keys: 'arrowdown', run: () => control.current?.pan(0, -120) },
    { keys: '+', says: t('places.nearer'), run: () => control.current?.zoom(1.3) },
    { keys: '=', run: () => control.current?.zoom(1.3) },
    { keys: '-', says: t('places.farther'), run: () => control.current?.zoom(1 / 1.3) },
    { keys: '0', says: t('places.whole'), run: () => control.current?.fit() },
    { keys: 'f', says: t('places.otherSide'), run: () => setMode(mode === 'floor' ? 'fronts' : 'floor') },
    { keys: 'l', says: t('places.asList'), run: () => setListed(!listed) },
    { keys: 'r', says: t('places.turn'), off: !arranging || !piece, run: () => piece && put(piece, { planTurned: !piece.turned }) },
    { keys: 'escape', says: t('act.back'), run: () => (chosen || listed ? (setListed(false), go({ place: undefined })) : back()) },
  ]);

  const words = (at: Piece, spine: Spine | undefined): string => {
    const shown = spine?.place ?? at.place;
    return `${at.loose && !spine ? t('places.loose') : titleOf(shown)}\n${spine || at.boxes === 0 ? sayFill(t, shown) : t('places.boxes', { count: at.boxes })}`;
  };
  const boxes = scene.pieces.reduce((sum, one) => sum + one.boxes, 0);
  return (
    <Room
      title={titleOf(room)}
      onBack={back}
      note={<Segmented value={mode} aria-label={t('places.picture')} options={(['floor', 'fronts'] as const).map((value) => ({ value, label: t(`places.mode.${value}`) }))} onChange={(value) => setMode(value)} />}
      flush
      tools={
        <>
          {may.has('contracts.see') && <PaperFinder end onFound={(found) => (found.place && scene.pieceOf.has(found.place.id) ? (setMode('fronts'), go({ copy: found.copyId, place: found.place.id })) : found.place && void navigate({ to: '/archive/rooms/$placeId', params: { placeId: found.place.roomId }, search: { copy: found.copyId } }))} />}
          <Button onClick={() => setListed(!listed)} aria-pressed={listed}>
            {t('places.asList')}
          </Button>
        </>
      }
    >
      <div className={styles['whole']}>
        <div className={styles['stage']}>
          {scene.pieces.length === 0 ? (
            <Empty icon="archive" title={t('places.emptyRoom')} text={t('places.emptyRoomHint')}>
              <Link to="/archive" search={{ view: 'places', place: room.id }}>
                {t('places.toList')}
              </Link>
            </Empty>
          ) : (
            <RoomCanvas scene={scene} mode={mode} label={t('places.pictureSays', { name: titleOf(room), cabinets: scene.pieces.length, boxes })} chosen={chosen} lit={lit} litPiece={litPiece} arranging={arranging} say={words} onChoose={choose} onPlace={(at, x, y) => put(at, { planX: x, planY: y })} control={control} />
          )}
          <div className={styles['bar']}>
            <Legend />
            {picture.truncated && <span>{t('places.truncated')}</span>}
            {picture.may.arrange && mode === 'floor' && (
              <Checkbox checked={arranging} onChange={(event) => setArranging(event.target.checked)}>
                {t('places.arrange')}
              </Checkbox>
            )}
            {arranging && mode === 'floor' && piece && (
              <Button size="small" onClick={() => put(piece, { planTurned: !piece.turned })}>
                {t('places.turn')}
              </Button>
            )}
            <span className={styles['zoom']}>
              <Button size="small" aria-label={t('places.farther')} title={t('places.farther')} icon={<Icon name="minus" size={14} />} onClick={() => control.current?.zoom(1 / 1.5)} />
              <Button size="small" aria-label={t('places.nearer')} title={t('places.nearer')} icon={<Icon name="plus" size={14} />} onClick={() => control.current?.zoom(1.5)} />
              <Button size="small" aria-label={t('places.whole')} title={t('places.whole')} icon={<Icon name="fit" size={14} />} onClick={() => control.current?.fit()} />
            </span>
          </div>
        </div>
        {listed && !chosen && <PieceList scene={scene} onChoose={(at) => choose(at, undefined)} onClose={() => setListed(false)} />}
        {chosen && piece && !arranging && <PiecePanel key={chosen} piece={piece} chosen={chosen} lit={path} copyId={copy as CopyId | undefined} onChoose={(id) => go({ place: id })} onClose={() => go({ place: undefined })} />}
      </div>
    </Room>
  );
}
