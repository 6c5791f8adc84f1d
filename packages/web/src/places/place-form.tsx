import { changePlaceEndpoint, PlaceEnvironment, type PlacePage } from '@qige/wire';
import { Checkbox, Input, InputNumber } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { say } from '../ui/toast.ts';
import { titleOf } from './names.ts';
import styles from './places.module.css';

export function PlaceForm({ place, onClose }: { place: PlacePage; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [form, setForm] = useState({ code: place.code, name: place.name, capacity: place.capacity, capacityMm: place.capacityMm, thicknessMm: place.thicknessMm, environment: place.environment, safe: place.safe, firm: place.firm ?? '', note: place.note, planWidth: place.plan.width, planDepth: place.plan.depth });
  const change = useAct(changePlaceEndpoint, ['/places']);
  const put = (part: Partial<typeof form>): void => setForm((old) => ({ ...old, ...part }));
  const save = (): void =>
    change.mutate(
      { params: { placeId: place.id }, body: { ...form, code: form.code.trim(), name: form.name.trim(), firm: form.firm.trim() || null } },
      {
        onSuccess: () => {
          say(t('places.saved', { name: titleOf(form) }));
          onClose();
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  const number = (field: 'capacity' | 'capacityMm' | 'thicknessMm' | 'planWidth' | 'planDepth'): ReactNode => (
    <Field label={t(`places.${field}`)} htmlFor={`place-${field}`}>
      <InputNumber id={`place-${field}`} min={1} max={1_000_000} precision={0} style={{ width: '100%' }} value={form[field]} placeholder={t('places.unsaid')} onChange={(value) => put({ [field]: value })} />
    </Field>
  );
  return (
    <Dialog open width={520} title={titleOf(place)} okText={t('act.save')} cancelText={t('act.cancel')} okButtonProps={{ disabled: form.code.trim() === '', loading: change.isPending }} onCancel={onClose} onOk={save}>
      <div className={styles['pair']}>
        <Field label={t('places.code')} htmlFor="place-code">
          <Input id="place-code" value={form.code} maxLength={40} onChange={(event) => put({ code: event.target.value })} />
        </Field>
        <Field label={t('places.name')} htmlFor="place-name">
          <Input id="place-name" value={form.name} maxLength={60} onChange={(event) => put({ name: event.target.value })} />
        </Field>
      </div>
      <div className={styles['pair']}>
        {number('capacity')}
        {number('capacityMm')}
        {number('thicknessMm')}
      </div>
      <div className={styles['pair']}>
        {number('planWidth')}
        {number('planDepth')}
      </div>
      <Field label={t('places.environment')} htmlFor="place-environment">
        <Choice id="place-environment" block value={form.environment} options={PlaceEnvironment.options.map((value) => ({ value, label: t(`places.env.${value}`) }))} onChange={(value) => put({ environment: value as PlaceEnvironment })} />
      </Field>
      <Field label={t('places.firm')} htmlFor="place-firm" hint={t('places.firmHint')}>
        <Input id="place-firm" value={form.firm} maxLength={100} onChange={(event) => put({ firm: event.target.value })} />
      </Field>
      <Field label={t('places.note')} htmlFor="place-note">
        <Input.TextArea id="place-note" value={form.note} maxLength={1000} autoSize={{ minRows: 1, maxRows: 4 }} onChange={(event) => put({ note: event.target.value })} />
      </Field>
      <Checkbox checked={form.safe} onChange={(event) => put({ safe: event.target.checked })}>
        {t('places.isSafe')}
      </Checkbox>
    </Dialog>
  );
}
