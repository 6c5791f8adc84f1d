import { listBranchesEndpoint, openStockTakeEndpoint, showBranchEndpoint, type PlaceId } from '@qige/wire';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Radio } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { say } from '../ui/toast.ts';
import styles from './stock-takes.module.css';

const confidences = ['0.9', '0.95', '0.99'];
const rates = ['0.005', '0.01', '0.02', '0.05'];
export const percent = (share: number): string => String(Math.round(share * 10_000) / 100);

/** Chooses the branch, and whether all of it or a drawn part; says beforehand what there is to count. */
export function StartStockTake({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<PlaceId>();
  const [drawn, setDrawn] = useState(false);
  const [confidence, setConfidence] = useState('0.95');
  const [defects, setDefects] = useState('0.01');
  const [name, setName] = useState('');
  const branch = useAsk(showBranchEndpoint, { params: { placeId: chosen as PlaceId }, query: { confidence, defects } }, { enabled: chosen !== undefined, keep: true });
  const open = useAct(openStockTakeEndpoint, ['/stock-takes']);
  const about = chosen && branch.data?.place.placeId === chosen ? branch.data : undefined;
  const ready = about && !about.busy && (!drawn || about.sample > 0);
  const start = (): void => {
    if (!ready) return;
    open.mutate(
      { body: { placeId: about.place.placeId, name: name.trim(), ...(drawn ? { sample: { confidence: Number(confidence), defects: Number(defects) } } : {}) } },
      {
        onSuccess: (made) => {
          say(t('stockStart.opened', { count: made.counts.expected }));
          void navigate({ to: '/archive/stock-takes/$stockTakeId', params: { stockTakeId: made.id }, search: {} });
        },
      },
    );
  };
  return (
    <Dialog open title={t('stockStart.title')} width={560} onCancel={onClose} okText={t('stockStart.go')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !ready, loading: open.isPending }} onOk={start}>
      <div className={styles['form']}>
        <BranchPicker chosen={chosen} onChoose={setChosen} />
        {about && (
          <p aria-live="polite">
            <b>{about.place.where}</b>
            <br />
            {about.busy ? <span className={styles['trouble']}>{t('stockStart.busy', { name: about.busy.name })}</span> : t(about.here + about.away > 0 ? 'stockStart.holds' : 'stockStart.empty', { here: about.here, away: about.away })}
          </p>
        )}
        {about && !about.busy && (
          <>
            <fieldset>
              <legend>{t('stockStart.how')}</legend>
              <Radio.Group value={drawn} onChange={(event) => setDrawn(event.target.value === true)} options={[{ value: false, label: t('stockStart.full') }, { value: true, label: t('stockStart.sample') }]} />
              {drawn && (
                <>
                  <div className={styles['pair']}>
                    <label>
                      <span>{t('stockStart.confidence')} </span>
                      <Choice aria-label={t('stockStart.confidence')} value={confidence} options={confidences.map((value) => ({ value, label: `${percent(Number(value))}%` }))} onChange={setConfidence} />
                    </label>
                    <label>
                      <span>{t('stockStart.defects')} </span>
                      <Choice aria-label={t('stockStart.defects')} value={defects} options={rates.map((value) => ({ value, label: `${percent(Number(value))}%` }))} onChange={setDefects} />
                    </label>
                  </div>
                  <p className={styles['soft']}>{t('stockStart.sampleSay', { size: about.sample, confidence: percent(Number(confidence)), defects: percent(Number(defects)) })}</p>
                </>
              )}
            </fieldset>
            <label>
              <span>{t('stockStart.name')}</span>
              <Input value={name} maxLength={80} placeholder={about.place.where} onChange={(event) => setName(event.target.value)} onPressEnter={start} />
            </label>
          </>
        )}
        {open.error && (
          <p role="alert" className={styles['trouble']}>
            {sayTrouble(t, open.error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function BranchPicker({ chosen, onChoose }: { chosen: PlaceId | undefined; onChoose: (placeId: PlaceId) => void }): ReactNode {
  const { t, i18n } = useTranslation();
  const [under, setUnder] = useState<PlaceId>();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const list = useAsk(listBranchesEndpoint, { query: asked ? { text: asked } : under ? { under } : {} }, { keep: true });
  const go = (placeId: PlaceId | undefined): void => {
    setText('');
    setUnder(placeId);
  };
  return (
    <fieldset>
      <legend>{t('stockStart.where')}</legend>
      <Input allowClear autoFocus value={text} maxLength={60} placeholder={t('stockStart.find')} aria-label={t('stockStart.find')} onChange={(event) => setText(event.target.value)} />
      {!asked && under && (
        <nav className={styles['crumbs']} aria-label={t('stockStart.where')}>
          <Button type="text" size="small" onClick={() => go(undefined)}>
            {t('stockStart.top')}
          </Button>
          {list.data?.above.map((one) => (
            <span key={one.placeId}>
              {'/'}
              <Button type="text" size="small" onClick={() => go(one.placeId)}>
                {one.name}
              </Button>
            </span>
          ))}
        </nav>
      )}
      {!list.data && !list.error && <Loading />}
      {list.error && <p className={styles['trouble']}>{sayTrouble(t, list.error)}</p>}
      {list.data?.branches.length === 0 && <p className={styles['soft']}>{t(asked ? 'stockStart.noMatch' : 'stockStart.noPlaces')}</p>}
      {(list.data?.branches.length ?? 0) > 0 && (
        <ul className={styles['branches']}>
          {list.data?.branches.map((one) => (
            <li key={one.placeId} data-chosen={one.placeId === chosen || undefined}>
              <button type="button" className={styles['pick']} aria-pressed={one.placeId === chosen} aria-label={`${t('stockStart.choose')} ${one.where}`} title={one.where} onClick={() => onChoose(one.placeId)}>
                {one.placeId === chosen && '✓ '}
                {asked ? one.where : one.name} <small>{i18n.language === 'en' ? one.kindEn : one.kind}</small>
              </button>
              {one.within && <Button type="text" aria-label={t('stockStart.inside', { name: one.name })} title={t('stockStart.inside', { name: one.name })} icon={<Icon name="right" size={16} />} onClick={() => go(one.placeId)} />}
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
