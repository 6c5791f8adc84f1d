import { addPlacesEndpoint, call, listPlacesEndpoint, type PlaceId, type PlaceLevel } from '@qige/wire';
import { Input, InputNumber } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { send as ask } from '../api/send.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatCount } from '../ui/format.ts';
import { say } from '../ui/toast.ts';
import { titleOf, useKinds } from './names.ts';
import { saySeries } from './series.ts';
import styles from './places.module.css';

// Spines of archive boxes, DA/T 22-2015 and GB/T 11822-2008; what goes in is a little less than what the box is thick.
const spines = [20, 30, 40, 50, 60] as const;
const walls = 4;

/** A whole store room in one form: site, room, cabinets, shelves, boxes. */
export function SetUpRoom({ onClose, onDone }: { onClose: () => void; onDone: (id: PlaceId) => void }): ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useKinds();
  const top = useAsk(listPlacesEndpoint, { query: { limit: 500 } });
  const sites = (top.data?.places ?? []).filter((place) => place.kind === 'site');
  const [form, setForm] = useState({ siteId: undefined as string | undefined, site: '', room: '', roomCode: 'K1', cabinets: 5, shelves: 6, boxes: 10, shelfMm: 900, spine: 50, cabinetCode: 'G{n:2}', shelfCode: '{in}-{n}', boxCode: '{in}-{n:2}' });
  const [actId, setActId] = useState(() => crypto.randomUUID());
  const add = useAct(addPlacesEndpoint, ['/places', '/place-kinds']);
  const put = (part: Partial<typeof form>): void => setForm((old) => ({ ...old, ...part }));
  const siteId = form.siteId ?? sites[0]?.id ?? '';
  const levels: PlaceLevel[] = [
    ...(siteId === '' ? [{ kind: 'site', code: form.site.trim() || t('places.siteExample'), name: '' }] : []),
    { kind: 'room', code: form.roomCode.trim(), name: form.room.trim() },
    ...(form.cabinets > 0 ? [{ kind: 'cabinet', count: form.cabinets, code: form.cabinetCode }] : []),
    ...(form.cabinets > 0 && form.shelves > 0 ? [{ kind: 'shelf', count: form.shelves, code: form.shelfCode, capacityMm: form.shelfMm }] : []),
    ...(form.cabinets > 0 && form.shelves > 0 && form.boxes > 0 ? [{ kind: 'box', count: form.boxes, code: form.boxCode, thicknessMm: form.spine, capacityMm: form.spine - walls }] : []),
  ];
  const said = saySeries(t, levels, '', nameOf);
  const tooMany = form.boxes * form.spine > form.shelfMm;
  const send = (): void =>
    add.mutate(
      { body: { parentId: (siteId || null) as PlaceId | null, levels, actId } },
      {
        onSuccess: async ({ added, top }) => {
          say(t('places.added', { count: added }));
          onClose();
          const [first] = top;
          if (!first) return;
          // With a new site, the room is what stands in it.
          const inside = siteId === '' ? await call(ask, listPlacesEndpoint, { query: { parentId: first } }).catch(() => undefined) : undefined;
          onDone(inside?.places[0]?.id ?? first);
        },
        onError: () => setActId(crypto.randomUUID()),
      },
    );
  const number = (field: 'cabinets' | 'shelves' | 'boxes' | 'shelfMm', most: number, least = 0): ReactNode => (
    <Field label={t(`places.setUpForm.${field}`)} htmlFor={`set-up-${field}`} trouble={field === 'boxes' && tooMany ? t('places.setUpForm.tooMany', { most: Math.floor(form.shelfMm / form.spine) }) : undefined}>
      <InputNumber id={`set-up-${field}`} min={least} max={most} precision={0} value={form[field]} style={{ width: '100%' }} onChange={(value) => put({ [field]: value ?? least })} />
    </Field>
  );
  const text = (field: 'roomCode' | 'cabinetCode' | 'shelfCode' | 'boxCode'): ReactNode => (
    <Field label={t(`places.setUpForm.${field}`)} htmlFor={`set-up-${field}`}>
      <Input id={`set-up-${field}`} value={form[field]} maxLength={40} onChange={(event) => put({ [field]: event.target.value })} />
    </Field>
  );
  return (
    <Dialog open width={560} title={t('places.setUp')} okText={t('places.setUpForm.do')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !said.good || tooMany || form.roomCode.trim() === '' || form.room.trim() === '' || (siteId === '' && form.site.trim() === ''), loading: add.isPending }} onCancel={onClose} onOk={send}>
      <div className={styles['pair']}>
        {sites.length > 0 && (
          <Field label={nameOf('site')} htmlFor="set-up-site">
            <Choice id="set-up-site" block value={siteId} options={[...sites.map((site) => ({ value: site.id as string, label: titleOf(site) })), { value: '', label: t('places.setUpForm.newSite') }]} onChange={(value) => put({ siteId: value })} />
          </Field>
        )}
        {siteId === '' && (
          <Field label={t('places.setUpForm.site')} htmlFor="set-up-site-name">
            <Input id="set-up-site-name" autoFocus value={form.site} maxLength={40} placeholder={t('places.siteExample')} onChange={(event) => put({ site: event.target.value })} />
          </Field>
        )}
      </div>
      <div className={styles['pair']}>
        <Field label={t('places.setUpForm.room')} htmlFor="set-up-room">
          <Input id="set-up-room" value={form.room} maxLength={60} placeholder={t('places.roomExample')} onChange={(event) => put({ room: event.target.value })} />
        </Field>
        {text('roomCode')}
      </div>
      <div className={styles['pair']}>
        {number('cabinets', 500)}
        {number('shelves', 50)}
        {number('boxes', 200)}
      </div>
      <div className={styles['pair']}>
        {number('shelfMm', 20_000, 100)}
        <Field label={t('places.setUpForm.spine')} htmlFor="set-up-spine">
          <Choice id="set-up-spine" block value={String(form.spine)} options={spines.map((mm) => ({ value: String(mm), label: `${mm} mm` }))} onChange={(value) => put({ spine: Number(value) })} />
        </Field>
      </div>
      <details>
        <summary>{t('places.setUpForm.codes')}</summary>
        <div className={styles['pair']} style={{ marginTop: 8 }}>
          {text('cabinetCode')}
          {text('shelfCode')}
          {text('boxCode')}
        </div>
        <p className={styles['say']}>{t('places.patternHint')}</p>
      </details>
      <p className={styles['say']} style={{ marginTop: 12 }} role="status">
        {said.text} {form.boxes > 0 && t('places.setUpForm.metres', { metres: formatCount(Math.round((form.cabinets * form.shelves * form.shelfMm) / 1000)) })}
      </p>
      {add.error && (
        <p role="alert" style={{ color: 'var(--seal-text)' }}>
          {sayTrouble(t, add.error)}
        </p>
      )}
    </Dialog>
  );
}
