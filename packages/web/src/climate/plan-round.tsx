import { type Checklist, listClimateRoomsEndpoint, type PlaceId, planRoundEndpoint } from '@qige/wire';
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { dayHere } from '../ui/format.ts';
import { say } from '../ui/toast.ts';
import { figureIn } from './figures.ts';
import { keptOf, sayChecked, sayChecklist } from './say-round.ts';
import styles from './climate.module.css';

/** A checklist, a room, and how often. */
export function PlanRound({ checklists, onClose }: { checklists: readonly Checklist[]; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const rooms = useAsk(listClimateRoomsEndpoint, {});
  const plan = useAct(planRoundEndpoint, ['/rounds']);
  const [list, setList] = useState(0);
  const asked = (index: number): { name: string; lines: string } => {
    const said = checklists[index] && sayChecklist(t, checklists[index]);
    return { name: said?.name ?? '', lines: said?.lines.join('\n') ?? '' };
  };
  const [typed, setTyped] = useState(() => ({ ...asked(0), everyDays: '7', nextOn: dayHere(), placeId: '' }));
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const placeId = typed.placeId || rooms.data?.rooms[0]?.placeId;
  const lines = typed.lines.split('\n').map((line) => line.trim()).filter(Boolean);
  const kept = keptOf(t, checklists[list]);
  const everyDays = figureIn(typed.everyDays);
  const ready = placeId && typed.name.trim() && lines.length > 0 && typed.nextOn && typeof everyDays === 'number' && everyDays >= 1;
  return (
    <Dialog
      open
      title={t('rounds.plan')}
      okText={t('act.save')}
      cancelText={t('act.cancel')}
      okButtonProps={{ disabled: !ready, loading: plan.isPending }}
      onCancel={onClose}
      onOk={() => plan.mutate({ body: { placeId: placeId as PlaceId, name: kept(typed.name.trim()), lines: lines.map(kept), everyDays: Math.round(everyDays ?? 7), nextOn: typed.nextOn, source: checklists[list]?.source ?? '' } }, { onSuccess: onClose, onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) })}
    >
      <div className={styles['form']}>
        <Field label={t('rounds.checklist')} htmlFor="plan-list" hint={checklists[list] ? `${t('rounds.source')}${t('act.colon')}${sayChecked(t, checklists[list].source)}` : ''}>
          <Choice id="plan-list" block value={String(list)} options={checklists.map(({ name }, index) => ({ value: String(index), label: sayChecked(t, name) }))} onChange={(value) => { setList(Number(value)); set(asked(Number(value))); }} />
        </Field>
        <Field label={t('rounds.room')} htmlFor="plan-room">
          <Choice id="plan-room" block value={placeId ?? ''} options={(rooms.data?.rooms ?? []).map((room) => ({ value: room.placeId, label: room.place }))} onChange={(value) => set({ placeId: value })} />
        </Field>
        <Field label={t('rounds.planName')} htmlFor="plan-name">
          <Input id="plan-name" maxLength={60} value={typed.name} onChange={(event) => set({ name: event.target.value })} />
        </Field>
        <Field label={t('rounds.lines')} htmlFor="plan-lines">
          <Input.TextArea id="plan-lines" autoSize={{ minRows: 4, maxRows: 12 }} value={typed.lines} onChange={(event) => set({ lines: event.target.value })} />
        </Field>
        <div className={styles['two']}>
          <Field label={t('rounds.everyDays')} htmlFor="plan-every">
            <Input id="plan-every" inputMode="numeric" value={typed.everyDays} onChange={(event) => set({ everyDays: event.target.value })} />
          </Field>
          <Field label={t('rounds.nextOn')} htmlFor="plan-next">
            <Input id="plan-next" type="date" value={typed.nextOn} onChange={(event) => set({ nextOn: event.target.value })} />
          </Field>
        </div>
      </div>
    </Dialog>
  );
}
