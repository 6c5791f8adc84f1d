import { addPlaceKindEndpoint, changePlaceKindEndpoint, PlaceHolds, type PlaceKind } from '@qige/wire';
import { Button, Checkbox, Input, InputNumber } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { useMe } from '../shell/me.ts';
import { Field } from '../shell/door.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';
import { useKinds } from './names.ts';
import styles from './places.module.css';

/** The kinds of place: what each may stand in, what it holds, and what new ones start with. */
export function PlaceKinds({ onClose }: { onClose: () => void }): ReactNode {
  const { t, i18n } = useTranslation();
  const { may } = useMe();
  const { kinds, nameOf } = useKinds();
  const [editing, setEditing] = useState<PlaceKind | 'new'>();
  const within = (kind: PlaceKind): string => kind.within.map((code) => (code === '' ? t('places.top') : nameOf(code))).join(t('act.comma'));
  const sizes = (kind: PlaceKind): string =>
    [kind.capacity && t('places.kindCapacity', { count: kind.capacity }), kind.capacityMm && t('places.kindCapacityMm', { mm: kind.capacityMm }), kind.thicknessMm && t('places.kindThickness', { mm: kind.thicknessMm })].filter(Boolean).join(' · ');
  return (
    <div className={styles['kinds']}>
      <header className={styles['title']}>
        <Button type="text" size="small" aria-label={t('act.back')} icon={<Icon name="left" />} onClick={onClose} />
        <h2>{t('places.kinds')}</h2>
        {may.has('places.manage') && (
          <span className={styles['acts']}>
            <Button onClick={() => setEditing('new')}>{t('places.addKind')}</Button>
          </span>
        )}
      </header>
      <p className={styles['say']}>{t('places.kindsSay')}</p>
      <ul className={styles['rows']}>
        {kinds.map((kind) => (
          <li key={kind.code}>
            <div className={styles['row']}>
              <span className={styles['name']}>
                <b>{i18n.language === 'en' ? kind.nameEn : kind.name}</b> <Tag>{kind.code}</Tag> {kind.moves && <Tag>{t('places.kindMoves')}</Tag>}
                <small>
                  {t('places.kindWithin', { within: within(kind) })} · {t(`places.holds.${kind.holds}`)} {sizes(kind) && `· ${sizes(kind)}`}
                </small>
              </span>
              <span className={styles['sum']}>{t('places.kindUsed', { count: kind.used })}</span>
              {may.has('places.manage') && (
                <Button size="small" onClick={() => setEditing(kind)}>
                  {t('act.edit')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {editing && <KindForm kind={editing === 'new' ? undefined : editing} kinds={kinds} onClose={() => setEditing(undefined)} />}
    </div>
  );
}

function KindForm({ kind, kinds, onClose }: { kind: PlaceKind | undefined; kinds: readonly PlaceKind[]; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useKinds();
  const [code, setCode] = useState(kind?.code ?? '');
  const [form, setForm] = useState({ name: kind?.name ?? '', nameEn: kind?.nameEn ?? '', within: kind?.within ?? ['room'], holds: kind?.holds ?? ('both' as PlaceHolds), moves: kind?.moves ?? false, thicknessMm: kind?.thicknessMm ?? null, capacity: kind?.capacity ?? null, capacityMm: kind?.capacityMm ?? null });
  const put = (part: Partial<typeof form>): void => setForm((old) => ({ ...old, ...part }));
  const add = useAct(addPlaceKindEndpoint, ['/place-kinds', '/places']);
  const change = useAct(changePlaceKindEndpoint, ['/place-kinds', '/places']);
  const done = { onSuccess: onClose, onError: (error: Error) => say(sayTrouble(t, error), { tone: 'wrong' as const }) };
  const save = (): void => (kind ? change.mutate({ params: { kindCode: kind.code }, body: form }, done) : add.mutate({ body: { code, ...form } }, done));
  const ready = /^[a-z][a-z0-9-]{0,29}$/.test(code) && form.name.trim() !== '' && form.nameEn.trim() !== '' && form.within.length > 0;
  const number = (field: 'capacity' | 'capacityMm' | 'thicknessMm'): ReactNode => (
    <Field label={t(`places.${field}`)} htmlFor={`kind-${field}`}>
      <InputNumber id={`kind-${field}`} min={1} max={1_000_000} precision={0} style={{ width: '100%' }} value={form[field]} placeholder={t('places.unsaid')} onChange={(value) => put({ [field]: value })} />
    </Field>
  );
  return (
    <Dialog open width={520} title={kind ? kind.name : t('places.addKind')} okText={t('act.save')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !ready, loading: add.isPending || change.isPending }} onCancel={onClose} onOk={save}>
      <div className={styles['pair']}>
        <Field label={t('places.name')} htmlFor="kind-name">
          <Input id="kind-name" value={form.name} maxLength={40} onChange={(event) => put({ name: event.target.value })} />
        </Field>
        <Field label={t('places.nameEn')} htmlFor="kind-name-en">
          <Input id="kind-name-en" value={form.nameEn} maxLength={60} onChange={(event) => put({ nameEn: event.target.value })} />
        </Field>
        <Field label={t('places.kindCode')} htmlFor="kind-code">
          <Input id="kind-code" disabled={kind !== undefined} value={code} maxLength={30} onChange={(event) => setCode(event.target.value.toLowerCase())} />
        </Field>
      </div>
      <fieldset className={styles['checks']}>
        <legend>{t('places.withinTitle')}</legend>
        {['', ...kinds.map((one) => one.code)].map((one) => (
          <Checkbox key={one} checked={form.within.includes(one)} onChange={(event) => put({ within: event.target.checked ? [...form.within, one] : form.within.filter((other) => other !== one) })}>
            {one === '' ? t('places.top') : nameOf(one)}
          </Checkbox>
        ))}
      </fieldset>
      <Field label={t('places.holdsTitle')} htmlFor="kind-holds">
        <Choice id="kind-holds" block value={form.holds} options={PlaceHolds.options.map((value) => ({ value, label: t(`places.holds.${value}`) }))} onChange={(value) => put({ holds: value as PlaceHolds })} />
      </Field>
      <div className={styles['pair']}>
        {number('capacity')}
        {number('capacityMm')}
        {number('thicknessMm')}
      </div>
      <Checkbox checked={form.moves} onChange={(event) => put({ moves: event.target.checked })}>
        {t('places.kindMovesSay')}
      </Checkbox>
    </Dialog>
  );
}
