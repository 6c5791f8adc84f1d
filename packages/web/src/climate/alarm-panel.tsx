import { acknowledgeAlarmEndpoint, type AlarmId, type AtRisk, type ClimateAlarm, closeAlarmEndpoint, correctAlarmEndpoint, showAlarmEndpoint } from '@qige/wire';
import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Trouble } from '../shell/trouble.tsx';
import { formatMoment, formatMoney } from '../ui/format.ts';
import { Line, Lines } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { Panel } from '../ui/panel.tsx';
import { Section } from '../ui/room.tsx';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';
import { sayValues } from './say-climate.ts';
import styles from './climate.module.css';

/** An alarm with its next step, and what stands in its room. */
export function AlarmPanel({ alarmId, onClose }: { alarmId: AlarmId; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const shown = useAsk(showAlarmEndpoint, { params: { alarmId } });
  const { data } = shown;
  return (
    <Panel title={data ? t(`climate.alarm.${data.alarm.kind}`) : ''} closeLabel={t('act.close')} onClose={onClose}>
      {shown.error && <Trouble error={shown.error} reset={() => void shown.refetch()} />}
      {!data && !shown.error && <Loading />}
      {data && (
        <>
          <AlarmFacts alarm={data.alarm} />
          <AlarmSteps alarm={data.alarm} />
          <Standing atRisk={data.atRisk} />
        </>
      )}
    </Panel>
  );
}

function AlarmFacts({ alarm }: { alarm: ClimateAlarm }): ReactNode {
  const { t } = useTranslation();
  const done = (['acknowledged', 'corrected', 'closed'] as const).flatMap((step) => {
    const entry = alarm[step];
    return entry ? [t(`climate.${step === 'acknowledged' ? 'known' : step}`, { by: entry.by, at: formatMoment(entry.at) })] : [];
  });
  return (
    <div className={styles['facts']}>
      <Link to="/archive/climate/$placeId" params={{ placeId: alarm.placeId }} search={{}}>
        {alarm.place}
      </Link>
      <span>{[t('climate.since', { at: formatMoment(alarm.openedAt) }), alarm.sensor?.name].filter(Boolean).join(' · ')}</span>
      <span>{sayValues(t, alarm)}</span>
      <span>{alarm.backAt ? t('climate.back', { at: formatMoment(alarm.backAt) }) : t('climate.notBack')}</span>
      {done.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {alarm.corrected && (
        <span>
          {t('climate.cause')}{t('act.colon')}{alarm.corrected.cause}
          <br />
          {t('climate.correction')}{t('act.colon')}{alarm.corrected.correction}
        </span>
      )}
    </div>
  );
}

function AlarmSteps({ alarm: { id: alarmId, may } }: { alarm: ClimateAlarm }): ReactNode {
  const { t } = useTranslation();
  const [writing, setWriting] = useState(false);
  const [typed, setTyped] = useState({ cause: '', correction: '' });
  const stale = ['/climate', '/places'];
  const [acknowledge, correct, close] = [useAct(acknowledgeAlarmEndpoint, stale), useAct(correctAlarmEndpoint, stale), useAct(closeAlarmEndpoint, stale)];
  const told = (step: 'acknowledge' | 'correct' | 'close') => ({ onSuccess: () => say(t(`climate.stepDone.${step}`)), onError: (error: Error) => say(sayTrouble(t, error), { tone: 'wrong' }) });
  if (writing)
    return (
      <div className={styles['form']} style={{ marginBottom: 20 }}>
        {(['cause', 'correction'] as const).map((name) => (
          <Field key={name} label={t(`climate.${name}`)} htmlFor={`alarm-${name}`}>
            <Input.TextArea id={`alarm-${name}`} autoFocus={name === 'cause'} autoSize={{ minRows: 2, maxRows: 6 }} maxLength={name === 'cause' ? 500 : 1000} value={typed[name]} onChange={(event) => setTyped({ ...typed, [name]: event.target.value })} />
          </Field>
        ))}
        <div className={styles['steps']}>
          <Button type="primary" loading={correct.isPending} disabled={!typed.cause.trim() || !typed.correction.trim()} onClick={() => correct.mutate({ params: { alarmId }, body: typed }, { ...told('correct'), onSuccess: () => { say(t('climate.stepDone.correct')); setWriting(false); } })}>
            {t('act.save')}
          </Button>
          <Button onClick={() => setWriting(false)}>{t('act.cancel')}</Button>
        </div>
      </div>
    );
  return (
    <div className={styles['steps']}>
      {may.acknowledge && (
        <Button type="primary" loading={acknowledge.isPending} onClick={() => acknowledge.mutate({ params: { alarmId } }, told('acknowledge'))}>
          {t('climate.step.acknowledge')}
        </Button>
      )}
      {may.close && (
        <Button type="primary" loading={close.isPending} onClick={() => close.mutate({ params: { alarmId } }, told('close'))}>
          {t('climate.step.close')}
        </Button>
      )}
      {may.correct && <Button onClick={() => setWriting(true)}>{t('climate.step.correct')}</Button>}
    </div>
  );
}

function Standing({ atRisk }: { atRisk: AtRisk }): ReactNode {
  const { t } = useTranslation();
  const value = atRisk.value?.map(({ currency, amount }) => formatMoney(amount, currency)).join(t('act.comma'));
  return (
    <Section title={t('climate.atRisk')} count={atRisk.copies}>
      {atRisk.copies === 0 ? (
        <p className={styles['soft']}>{t('climate.atRiskNone')}</p>
      ) : (
        <>
          <p className={styles['soft']} style={{ marginBottom: 8 }}>
            {atRisk.levels.map(({ level, copies }) => `${t(`confidentiality.${level}`)} ${copies}`).join(' · ')}
            {value && (
              <>
                <br />
                {t('climate.atRiskValue', { value })}
              </>
            )}
          </p>
          <h3 style={{ fontSize: 13, marginBottom: 6 }}>{t('climate.rescueFirst')}</h3>
          <Lines>
            {atRisk.first.map((copy) => (
              <Line
                key={copy.copyId}
                title={
                  <>
                    <Link to="/contracts/$contractId" params={{ contractId: copy.contractId }} search={{}}>
                      {copy.title}
                    </Link>{' '}
                    {copy.confidentiality !== 'internal' && <Tag tone={copy.confidentiality === 'public' ? 'plain' : 'wrong'}>{t(`confidentiality.${copy.confidentiality}`)}</Tag>}
                  </>
                }
                says={[copy.archivalCode ?? copy.number, copy.place, formatMoney(copy.amount, copy.currency)].filter(Boolean).join(' · ')}
              />
            ))}
          </Lines>
        </>
      )}
    </Section>
  );
}
