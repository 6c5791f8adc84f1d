import { listContractTypesEndpoint, type ContractTypeId, type PlaceId } from '@qige/wire';
import { Checkbox, InputNumber } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { Field } from '../shell/door.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { given } from '../ui/url-state.ts';
import { ProposedPlaces } from './proposed-places.tsx';
import styles from './places.module.css';

/** Where so many millimetres of a kind of contract find room. */
export function FindRoom({ onClose, onChoose }: { onClose: () => void; onChoose: (id: PlaceId) => void }): ReactNode {
  const { t, i18n } = useTranslation();
  const types = useAsk(listContractTypesEndpoint, {}, { enabled: useMe().may.has('contracts.see'), staleTime: 60_000 });
  const [typeId, setTypeId] = useState('');
  const [year, setYear] = useState<number | null>(() => new Date().getFullYear());
  const [mm, setMm] = useState(10);
  const [secret, setSecret] = useState(false);
  return (
    <Dialog open width={560} title={t('places.findRoom')} footer={null} onCancel={onClose}>
      <p className={styles['say']}>{t('places.findRoomSays')}</p>
      <div className={styles['pair']}>
        <Field label={t('places.findRoomType')} htmlFor="find-type">
          <Choice id="find-type" block none={t('places.anyType')} value={typeId} options={(types.data?.types ?? []).map((type) => ({ value: type.id, label: i18n.language === 'en' ? type.nameEn : type.name }))} onChange={setTypeId} />
        </Field>
        <Field label={t('places.year')} htmlFor="find-year">
          <InputNumber id="find-year" min={1900} max={2200} precision={0} style={{ width: '100%' }} value={year} onChange={setYear} />
        </Field>
        <Field label={t('places.thick')} htmlFor="find-mm">
          <InputNumber id="find-mm" min={1} max={10_000} style={{ width: '100%' }} value={mm} onChange={(value) => setMm(value ?? 1)} />
        </Field>
      </div>
      <Checkbox checked={secret} onChange={(event) => setSecret(event.target.checked)}>
        {t('places.secret')}
      </Checkbox>
      <ProposedPlaces
        ask={given({ mm, contractTypeId: (typeId || undefined) as ContractTypeId | undefined, year: year ?? undefined, secret: secret ? ('true' as const) : undefined })}
        onChoose={({ placeId }) => {
          onClose();
          onChoose(placeId);
        }}
      />
    </Dialog>
  );
}
