import { closePlaceEndpoint, type PlaceId, type PlacePage } from '@qige/wire';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, Segmented } from 'antd';
import { Fragment, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { PrintLabels } from '../labels/print-labels.tsx';
import { useMe } from '../shell/me.ts';
import { Empty } from '../ui/empty.tsx';
import { formatCount, formatMoment } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';
import { useIsNarrow } from '../ui/use-phone.ts';
import { AddPlaces } from './add-places.tsx';
import { ContentsRows } from './contents-rows.tsx';
import { FillBar } from './fill-bar.tsx';
import { MovePlace } from './move-place.tsx';
import { titleOf, useKinds } from './names.ts';
import { PlaceChildren } from './place-children.tsx';
import { PlaceForm } from './place-form.tsx';
import styles from './places.module.css';

const drawn: readonly string[] = ['room', 'row', 'cabinet', 'safe', 'firm'];

/** One place: what it stands in, how full it is, what stands and lies in it, where it stood, and what may be done. */
export function PlacePageView({ place, tab, onTab, onOpen }: { place: PlacePage; tab: string | undefined; onTab: (tab: string | undefined) => void; onOpen: (id: PlaceId | undefined) => void }): ReactNode {
  const { t, i18n } = useTranslation();
  const narrow = useIsNarrow();
  const navigate = useNavigate();
  const { may } = useMe();
  const labels = !place.closed && (may.has('paper.keep') || may.has('places.manage'));
  const [dialog, setDialog] = useState<'add' | 'move' | 'change'>();
  const close = useAct(closePlaceEndpoint, ['/places']);
  const hasPlaces = place.branch.places > 0;
  const tabs = [...(hasPlaces || place.holds !== 'copies' ? ['inside'] : []), ...(place.holds !== 'places' || place.branch.copies > 0 ? ['contents'] : []), 'history', 'facts'];
  const now = tabs.find((one) => one === tab) ?? (hasPlaces || !tabs.includes('contents') ? (tabs[0] ?? 'facts') : 'contents');
  const up = place.within.at(-1)?.id;
  const setClosed = (closed: boolean, undo = true): void =>
    close.mutate(
      { params: { placeId: place.id }, body: { closed } },
      {
        onSuccess: () => say(t(closed ? 'places.nowClosed' : 'places.nowOpen', { name: titleOf(place) }), undo ? { undo: { label: t('act.undo'), run: () => setClosed(!closed, false) } } : {}),
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  useShortcuts(t('places.keys'), [
    { keys: 'u', says: t('places.up'), run: () => onOpen(up) },
    { keys: 'a', says: t('places.add'), off: place.may.add.length === 0, run: () => setDialog('add') },
    { keys: 'm', says: t('places.move'), off: !place.may.move, run: () => setDialog('move') },
    { keys: 'e', says: t('act.edit'), off: !place.may.change, run: () => setDialog('change') },
    ...tabs.map((one, at) => ({ keys: String(at + 1), says: t(`places.tab.${one}`), run: () => onTab(one) })),
  ]);
  const more = [
    ...(place.may.change && narrow ? [{ key: 'change', label: t('act.edit'), onClick: () => setDialog('change') }] : []),
    ...(labels && place.branch.boxes > 0 ? [{ key: 'labels', label: t('labels.ofBranch'), onClick: () => void navigate({ to: '/archive', search: { view: 'labels', tab: 'box', place: place.id } }) }] : []),
    ...(place.may.close ? [{ key: 'close', label: t('places.close'), onClick: () => setClosed(true) }] : []),
    ...(place.may.reopen ? [{ key: 'open', label: t('places.reopen'), onClick: () => setClosed(false) }] : []),
  ];
  return (
    <>
      <header className={styles['head']}>
        <nav aria-label={t('places.path')} className={styles['path']}>
          <button type="button" onClick={() => onOpen(undefined)}>
            {t('places.all')}
          </button>
          {place.within.map((one) => (
            <Fragment key={one.id}>
              <Icon name="right" size={10} />
              <button type="button" onClick={() => onOpen(one.id)}>
                {titleOf(one)}
              </button>
            </Fragment>
          ))}
        </nav>
        <div className={styles['title']}>
          <h2>{titleOf(place)}</h2>
          <Tag>{i18n.language === 'en' ? place.kindNameEn : place.kindName}</Tag>
          {place.inSafe && <Tag>{t('places.safe')}</Tag>}
          {place.closed && <Tag tone="wait">{t('places.closed')}</Tag>}
          <span className={styles['acts']}>
            {drawn.includes(place.kind) && hasPlaces && (
              <Link to="/archive/rooms/$placeId" params={{ placeId: place.id }} className={styles['link']}>
                <Icon name="columns" size={16} />
                {t('places.picture')}
              </Link>
            )}
            {place.may.add.length > 0 && (
              <Button icon={<Icon name="plus" size={14} />} onClick={() => setDialog('add')}>
                {t('places.add')}
              </Button>
            )}
            {place.may.move && <Button onClick={() => setDialog('move')}>{t('places.move')}</Button>}
            {place.may.change && !narrow && <Button onClick={() => setDialog('change')}>{t('act.edit')}</Button>}
            {labels && <PrintLabels ids={[place.id]} templates={place.kind === 'box' ? ['box', 'spine', 'shelf'] : ['shelf', 'box']} />}
            {more.length > 0 && (
              <Dropdown menu={{ items: more }} trigger={['click']}>
                <Button aria-label={t('shell.more')} icon={<Icon name="more" size={16} />} />
              </Dropdown>
            )}
          </span>
        </div>
        <div className={styles['sums']}>
          {(!hasPlaces || place.capacity !== null || place.capacityMm !== null) && <FillBar place={place} wide />}
          {place.branch.boxes > 0 && <span>{t('places.boxes', { count: place.branch.boxes, number: formatCount(place.branch.boxes) })}</span>}
          <span>{t('places.papers', { count: place.branch.copies, number: formatCount(place.branch.copies) })}</span>
        </div>
        <Segmented size="small" value={now} aria-label={titleOf(place)} options={tabs.map((value) => ({ value, label: t(`places.tab.${value}`) }))} onChange={(value) => onTab(value)} />
      </header>
      <div className={styles['tabBody']} data-flush={now === 'contents' || undefined}>
        {now === 'inside' && (hasPlaces ? <PlaceChildren parentId={place.id} onOpen={onOpen} /> : <Empty icon="archive" title={t('places.bare')} text={t('places.bareHint')} />)}
        {now === 'contents' && <ContentsRows place={place} />}
        {now === 'history' && <History place={place} />}
        {now === 'facts' && <Facts place={place} onOpen={onOpen} />}
      </div>
      {dialog === 'add' && <AddPlaces parent={place} onClose={() => setDialog(undefined)} onDone={() => onTab('inside')} />}
      {dialog === 'move' && <MovePlace place={place} onClose={() => setDialog(undefined)} />}
      {dialog === 'change' && <PlaceForm place={place} onClose={() => setDialog(undefined)} />}
    </>
  );
}

function History({ place }: { place: PlacePage }): ReactNode {
  const { t } = useTranslation();
  return (
    <ol className={styles['history']}>
      {place.moves.map((move, at) => (
        <li key={at}>
          <time dateTime={move.seenAt ?? move.at}>{formatMoment(move.seenAt ?? move.at)}</time>
          <span>
            {move.fromId === null && at === place.moves.length - 1 ? t('places.entered', { to: move.to ?? t('places.all') }) : t('places.movedTo', { from: move.from ?? t('places.all'), to: move.to ?? t('places.all') })}
            <small>
              {[move.by, move.reason, move.overCapacity && t('places.overStated'), move.seenAt && t('places.toldAt', { at: formatMoment(move.at) })].filter(Boolean).join(' · ')}
            </small>
          </span>
        </li>
      ))}
    </ol>
  );
}

function Facts({ place, onOpen }: { place: PlacePage; onOpen: (id: PlaceId) => void }): ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useKinds();
  const [closedToo, setClosedToo] = useState(false);
  const facts: [string, ReactNode][] = [
    [t('places.code'), place.code],
    [t('places.name'), place.name],
    [t('places.kind'), nameOf(place.kind)],
    [t('places.capacity'), place.capacity],
    [t('places.capacityMm'), place.capacityMm],
    [t('places.thicknessMm'), place.thicknessMm],
    [t('places.environment'), t(`places.env.${place.environment}`)],
    [t('places.safe'), t(place.inSafe ? 'places.yes' : 'places.no')],
    [t('places.firm'), place.firm],
    [t('places.note'), place.note],
  ];
  return (
    <>
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value === null || value === '' ? '–' : value}</dd>
          </Fragment>
        ))}
      </dl>
      {place.holds !== 'copies' && (closedToo ? <PlaceChildren parentId={place.id} closed onOpen={onOpen} /> : <Button size="small" onClick={() => setClosedToo(true)}>{t('places.showClosed')}</Button>)}
    </>
  );
}
