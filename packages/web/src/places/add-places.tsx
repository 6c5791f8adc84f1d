import { addPlacesEndpoint, type PlaceId, type PlaceLevel, type PlacePage } from '@qige/wire';
import { Button, Input, InputNumber } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { refusalCode, sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/toast.ts';
import { titleOf, useKinds } from './names.ts';
import { saySeries, usualCode } from './series.ts';
import styles from './places.module.css';

/** One place or a series of them under a place: level by level, with how it comes out said before it is done. */
export function AddPlaces({ parent, onClose, onDone }: { parent: PlacePage | null; onClose: () => void; onDone: (id: PlaceId) => void }): ReactNode {
  const { t } = useTranslation();
  const { kinds, nameOf, of } = useKinds();
  const [levels, setLevels] = useState<PlaceLevel[]>([]);
  const [over, setOver] = useState('');
  const [actId] = useState(() => crypto.randomUUID());
  const add = useAct(addPlacesEndpoint, ['/places', '/place-kinds']);
  const first = parent ? parent.may.add : kinds.filter((kind) => kind.within.includes('')).map((kind) => kind.code);
  const shown = levels.length > 0 ? levels : first[0] ? [fresh(parent?.kind === 'shelf' && first.includes('box') ? 'box' : first[0])] : [];
  const said = saySeries(t, shown, parent?.code ?? '', nameOf);
  const full = refusalCode(add.error) === 'place_full';
  const put = (at: number, part: Partial<PlaceLevel>): void => {
    add.reset();
    setLevels(shown.map((level, i) => (i === at ? { ...level, ...part } : level)));
  };
  const mayStandIn = (kind: string): string[] => (of(kind)?.holds === 'copies' ? [] : kinds.filter((one) => one.within.includes(kind)).map((one) => one.code));
  const inner = mayStandIn(shown.at(-1)?.kind ?? '');
  const send = (): void =>
    add.mutate(
      { body: { parentId: parent?.id ?? null, levels: shown, actId: full ? crypto.randomUUID() : actId, ...(full && over.trim() ? { overCapacity: over.trim() } : {}) } },
      {
        onSuccess: ({ added, top }) => {
          say(t('places.added', { count: added }));
          onClose();
          if (top[0]) onDone(top[0]);
        },
      },
    );
  return (
    <Dialog open width={640} title={parent ? t('places.addIn', { name: titleOf(parent) }) : t('places.add')} okText={t('act.add')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !said.good || shown.some((level) => level.code.trim() === '') || (full && over.trim() === ''), loading: add.isPending }} onCancel={onClose} onOk={send}>
      {shown.map((level, at) => (
        <fieldset key={at} className={styles['level']}>
          <Field label={at === 0 ? t('places.kind') : t('places.inEach', { kind: nameOf(shown[at - 1]?.kind ?? '') })} htmlFor={`level-kind-${at}`}>
            <Choice id={`level-kind-${at}`} block value={level.kind} options={(at === 0 ? first : mayStandIn(shown[at - 1]?.kind ?? '')).map((value) => ({ value, label: nameOf(value) }))} onChange={(kind) => setLevels([...shown.slice(0, at), fresh(kind)])} />
          </Field>
          <Field label={t('places.count')} htmlFor={`level-count-${at}`}>
            <InputNumber id={`level-count-${at}`} min={1} max={2_000} precision={0} value={level.count ?? 1} style={{ width: '100%' }} onChange={(count) => put(at, { count: count ?? 1 })} />
          </Field>
          <Field label={t('places.code')} htmlFor={`level-code-${at}`}>
            <Input id={`level-code-${at}`} value={level.code} maxLength={40} onChange={(event) => put(at, { code: event.target.value })} />
          </Field>
          <Field label={t('places.from')} htmlFor={`level-from-${at}`}>
            <InputNumber id={`level-from-${at}`} min={0} max={100_000} precision={0} value={level.from ?? 1} style={{ width: '100%' }} onChange={(from) => put(at, { from: from ?? 1 })} />
          </Field>
          <Field label={t('places.name')} htmlFor={`level-name-${at}`}>
            <Input id={`level-name-${at}`} value={level.name ?? ''} maxLength={60} placeholder={t('places.optional')} onChange={(event) => put(at, { name: event.target.value })} />
          </Field>
          {at > 0 && (
            <Button type="text" aria-label={t('act.remove')} title={t('act.remove')} icon={<Icon name="close" size={14} />} onClick={() => setLevels(shown.slice(0, at))} />
          )}
        </fieldset>
      ))}
      {inner[0] && shown.length < 8 && (
        <Button size="small" onClick={() => setLevels([...shown, fresh(inner.includes('box') && shown.at(-1)?.kind === 'shelf' ? 'box' : (inner[0] ?? 'box'))])}>
          {t('places.addInside', { kind: nameOf(shown.at(-1)?.kind ?? '') })}
        </Button>
      )}
      <p className={styles['say']} style={{ marginTop: 12 }} role="status">
        {said.text} {t('places.patternHint')}
      </p>
      {add.error && (
        <p role="alert" style={{ color: 'var(--seal-text)', marginBottom: 8 }}>
          {sayTrouble(t, add.error)}
        </p>
      )}
      {full && (
        <Field label={t('places.overReason')} htmlFor="add-over">
          <Input id="add-over" value={over} maxLength={200} onChange={(event) => setOver(event.target.value)} />
        </Field>
      )}
    </Dialog>
  );
}

const fresh = (kind: string): PlaceLevel => ({ kind, count: 1, code: usualCode(kind), from: 1, name: '' });
