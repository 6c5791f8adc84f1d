import { CopyCondition, listColleaguesEndpoint, type PlaceId, showPlaceEndpoint } from '@qige/wire';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { ChoosePlace } from './choose-place.tsx';
import { type CopiesSearch, copyStates, stateOf } from './copies-query.ts';

export function CopiesFilters({ now, onChange }: { now: CopiesSearch; onChange: (part: CopiesSearch) => void }): ReactNode {
  const { t } = useTranslation();
  const { may } = useMe();
  const colleagues = useAsk(listColleaguesEndpoint, {}, { staleTime: 60_000 });
  const place = useAsk(showPlaceEndpoint, { params: { placeId: (now.place ?? '') as PlaceId } }, { enabled: now.place !== undefined && may.has('places.see'), staleTime: 60_000 });
  const [choosing, setChoosing] = useState(false);
  const people = (colleagues.data?.colleagues ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const state = now.state === undefined && now.text ? 'any' : stateOf(now.state);
  return (
    <>
      <Input.Search key={now.text ?? ''} allowClear style={{ flex: '1 1 220px', maxWidth: 300 }} defaultValue={now.text ?? ''} maxLength={100} placeholder={t('custody.list.find')} aria-label={t('custody.list.find')} onSearch={(text) => onChange({ text: text.trim() || undefined })} />
      <Choice aria-label={t('custody.list.state')} value={state} options={copyStates.map((value) => ({ value, label: t(`custody.list.states.${value}`) }))} onChange={(value) => onChange({ state: value })} />
      <Choice aria-label={t('custody.list.person')} none={t('custody.list.anyone')} value={now.person ?? ''} options={people} onChange={(value) => onChange({ person: value || undefined })} />
      {may.has('places.see') && (
        <Button icon={<Icon name="archive" size={16} />} onClick={() => setChoosing(true)}>
          {now.place ? (place.data?.name || place.data?.code || '…') : t('custody.list.anywhere')}
        </Button>
      )}
      <Choice aria-label={t('custody.field.condition')} none={t('custody.list.allConditions')} value={now.condition ?? ''} options={CopyCondition.options.map((value) => ({ value, label: t(`custody.condition.${value}`) }))} onChange={(value) => onChange({ condition: value || undefined })} />
      {choosing && (
        <Dialog
          open
          title={t('custody.list.whereTitle')}
          okText={t('custody.list.anywhere')}
          cancelText={t('act.cancel')}
          onCancel={() => setChoosing(false)}
          onOk={() => {
            onChange({ place: undefined });
            setChoosing(false);
          }}
        >
          <ChoosePlace
            branches
            value={undefined}
            onChoose={({ id }) => {
              onChange({ place: id });
              setChoosing(false);
            }}
          />
        </Dialog>
      )}
    </>
  );
}
