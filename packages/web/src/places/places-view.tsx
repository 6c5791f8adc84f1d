import { listPlacesEndpoint, type PlaceId, showPlaceEndpoint } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Empty } from '../ui/empty.tsx';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { useIsNarrow } from '../ui/use-phone.ts';
import { given } from '../ui/url-state.ts';
import { AddPlaces } from './add-places.tsx';
import { FindRoom } from './find-room.tsx';
import { PaperFinder } from './paper-finder.tsx';
import { PlaceChildren } from './place-children.tsx';
import { PlaceKinds } from './place-kinds.tsx';
import { PlacePageView } from './place-page.tsx';
import { PlaceTree } from './place-tree.tsx';
import { SetUpRoom } from './set-up-room.tsx';
import styles from './places.module.css';

/** The places as they stand in each other: the tree beside the place, and on a phone one after the other. */
export function PlacesView(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may } = useMe();
  const narrow = useIsNarrow();
  const { place, tab } = useSearch({ from: '/inside/archive' });
  const top = useAsk(listPlacesEndpoint, { query: {} });
  const chosen = place as PlaceId | undefined;
  const shown = useAsk(showPlaceEndpoint, { params: { placeId: chosen ?? ('' as PlaceId) } }, { enabled: chosen !== undefined, keep: true });
  const [dialog, setDialog] = useState<'set-up' | 'add' | 'find'>();
  const go = (part: { place?: string | undefined; tab?: string | undefined }): void => void navigate({ to: '/archive', search: given({ view: 'places', place, tab, ...part }) });
  const manages = may.has('places.manage');
  if (top.error) return <Trouble error={top.error} reset={() => void top.refetch()} />;
  if (!top.data) return <Loading />;
  if (tab === 'kinds' && chosen === undefined) return <PlaceKinds onClose={() => go({ tab: undefined })} />;

  const dialogs = (
    <>
      {dialog === 'set-up' && <SetUpRoom onClose={() => setDialog(undefined)} onDone={(id) => go({ place: id })} />}
      {dialog === 'find' && <FindRoom onClose={() => setDialog(undefined)} onChoose={(id) => go({ place: id, tab: undefined })} />}
      {dialog === 'add' && <AddPlaces parent={null} onClose={() => setDialog(undefined)} onDone={(id) => go({ place: id })} />}
    </>
  );
  if (top.data.places.length === 0) {
    return (
      <div className={styles['split']}>
        <Empty icon="archive" title={t('places.none')} text={t(manages ? 'places.noneHint' : 'places.noneWait')}>
          {manages && (
            <>
              <Button type="primary" onClick={() => setDialog('set-up')}>
                {t('places.setUp')}
              </Button>
              <Button onClick={() => go({ tab: 'kinds' })}>{t('places.kinds')}</Button>
            </>
          )}
        </Empty>
        {dialogs}
      </div>
    );
  }
  const tools = (
    <div className={styles['tools']}>
      {may.has('contracts.see') && <PaperFinder onFound={(copy) => copy.place && void navigate({ to: '/archive/rooms/$placeId', params: { placeId: copy.place.roomId }, search: { copy: copy.copyId } })} />}
      <Button onClick={() => setDialog('find')}>{t('places.findRoom')}</Button>
      {manages && (
        <>
          <Button icon={<Icon name="plus" size={14} />} onClick={() => setDialog('set-up')}>
            {t('places.setUp')}
          </Button>
          <Button type="text" aria-label={t('places.kinds')} title={t('places.kinds')} icon={<Icon name="settings" size={16} />} onClick={() => void navigate({ to: '/archive', search: { view: 'places', tab: 'kinds' } })} />
        </>
      )}
    </div>
  );
  const page = (): ReactNode => {
    if (chosen === undefined) return <PlaceChildren parentId={null} onOpen={(id) => go({ place: id, tab: undefined })} />;
    if (shown.error) return <Trouble error={shown.error} reset={() => void shown.refetch()} />;
    return shown.data ? <PlacePageView key={shown.data.id} place={shown.data} tab={tab} onTab={(next) => go({ tab: next })} onOpen={(id) => go({ place: id, tab: undefined })} /> : <Loading />;
  };
  return (
    <div className={styles['split']}>
      {!narrow && (
        <nav className={styles['side']} aria-label={t('places.tree')}>
          {tools}
          <PlaceTree places={top.data.places} next={top.data.next} chosen={chosen} within={shown.data?.within.map((one) => one.id) ?? []} onChoose={(id) => go({ place: id, tab: undefined })} />
        </nav>
      )}
      <div className={styles['page']}>
        {narrow && chosen === undefined && tools}
        {page()}
      </div>
      {dialogs}
    </div>
  );
}
