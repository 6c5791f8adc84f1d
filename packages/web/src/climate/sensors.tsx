import { addSensorEndpoint, changeSensorEndpoint, listClimateRoomsEndpoint, listSensorsEndpoint, type PlaceId, renewSensorTokenEndpoint, type Sensor } from '@qige/wire';
import { Button, Input } from 'antd';
import type { TFunction } from 'i18next';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Empty } from '../ui/empty.tsx';
import { formatMoment } from '../ui/format.ts';
import { Line, Lines, Says } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';
import { figureIn } from './figures.ts';
import styles from './climate.module.css';

interface Told {
  token: string;
  address: string;
}

/** What measures, how it sends, when it is calibrated, and what of it made no sense. */
export function Sensors(): ReactNode {
  const { t } = useTranslation();
  const { may } = useMe();
  const list = useAsk(listSensorsEndpoint, {});
  const renew = useAct(renewSensorTokenEndpoint, ['/climate']);
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<Sensor>();
  const [told, setTold] = useState<Told>();
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const { sensors, broker } = list.data;
  const address = `${window.location.origin}/api/climate/readings`;
  const add = may.has('climate.manage') && (
    <Button type={sensors.length === 0 ? 'primary' : 'default'} onClick={() => setAdding(true)}>
      {t('climate.addSensor')}
    </Button>
  );
  return (
    <>
      <Says>{broker ? t('climate.broker', { host: broker }) : t('climate.noBroker')}</Says>
      {sensors.length === 0 ? (
        <Empty icon="clock" title={t('climate.noSensors')} text={t('climate.noSensorsSay')}>
          {add}
        </Empty>
      ) : (
        <>
          <p style={{ marginBottom: 12 }}>{add}</p>
          <Lines>
            {sensors.map((sensor) => (
              <Line
                key={sensor.id}
                title={
                  <>
                    <b>{sensor.name}</b> {sensor.place} {sensor.closedAt ? <Tag>{t('climate.sensorClosed')}</Tag> : sensor.silent && <Tag tone="wrong">{t('climate.silent')}</Tag>}
                  </>
                }
                says={saySensor(t, sensor)}
                tools={
                  may.has('climate.manage') && (
                    <>
                      {sensor.kind !== 'manual' && (
                        <Button size="small" onClick={() => setChanging(sensor)}>
                          {t('act.edit')}
                        </Button>
                      )}
                      {sensor.kind === 'http' && !sensor.closedAt && (
                        <Button size="small" loading={renew.isPending && renew.variables.params.sensorId === sensor.id} onClick={() => renew.mutate({ params: { sensorId: sensor.id } }, { onSuccess: ({ token }) => setTold({ token, address }), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) })}>
                          {t('climate.renewToken')}
                        </Button>
                      )}
                    </>
                  )
                }
              />
            ))}
          </Lines>
        </>
      )}
      {adding && <AddSensor onClose={() => setAdding(false)} onToken={setTold} />}
      {changing && <ChangeSensor sensor={changing} onClose={() => setChanging(undefined)} />}
      {told && (
        <Dialog open title={t('climate.token')} footer={<Button type="primary" onClick={() => setTold(undefined)}>{t('act.close')}</Button>} onCancel={() => setTold(undefined)}>
          <p>
            <code style={{ overflowWrap: 'anywhere', userSelect: 'all' }}>{told.token}</code>
          </p>
          <p className={styles['soft']} style={{ marginTop: 8 }}>{t('climate.tokenSay', { address: told.address })}</p>
        </Dialog>
      )}
    </>
  );
}

function saySensor(t: TFunction, sensor: Sensor): string {
  const { temperature, humidity } = sensor;
  return [
    t(`climate.kind.${sensor.kind}`),
    sensor.topic,
    sensor.lastAt ? `${t('climate.lastAt', { at: formatMoment(sensor.lastAt) })} ${[temperature === null ? '' : `${temperature} °C`, humidity === null ? '' : `${humidity} %RH`].filter(Boolean).join(' ')}` : t('climate.never'),
    sensor.calibrationDueOn && `${t('climate.calibrationDueOn')} ${sensor.calibrationDueOn}`,
    (sensor.temperatureOffset !== 0 || sensor.humidityOffset !== 0) && t('climate.offset', { temperature: sensor.temperatureOffset, humidity: sensor.humidityOffset }),
    sensor.refused > 0 && t('climate.refused', { count: sensor.refused, why: t(`climate.why.${sensor.lastRefused}`) }),
  ].filter(Boolean).join(' · ');
}

function AddSensor({ onClose, onToken }: { onClose: () => void; onToken: (told: Told) => void }): ReactNode {
  const { t } = useTranslation();
  const rooms = useAsk(listClimateRoomsEndpoint, {});
  const add = useAct(addSensorEndpoint, ['/climate']);
  const [typed, setTyped] = useState({ name: '', placeId: '', kind: 'http', topic: '', calibrationDueOn: '' });
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const placeId = typed.placeId || rooms.data?.rooms[0]?.placeId;
  const ready = typed.name.trim() !== '' && placeId && (typed.kind === 'http' || typed.topic.trim() !== '');
  const send = (): void =>
    add.mutate(
      { body: { placeId: placeId as PlaceId, name: typed.name.trim(), kind: typed.kind as 'http' | 'mqtt', ...(typed.kind === 'mqtt' ? { topic: typed.topic.trim() } : {}), ...(typed.calibrationDueOn ? { calibrationDueOn: typed.calibrationDueOn } : {}) } },
      {
        onSuccess: ({ token, address }) => {
          onClose();
          if (token) onToken({ token, address });
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  return (
    <Dialog open title={t('climate.addSensor')} okText={t('act.add')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !ready, loading: add.isPending }} onOk={send} onCancel={onClose}>
      <div className={styles['form']}>
        <Field label={t('climate.sensorName')} htmlFor="sensor-name">
          <Input id="sensor-name" autoFocus maxLength={60} value={typed.name} onChange={(event) => set({ name: event.target.value })} />
        </Field>
        <Field label={t('climate.sensorRoom')} htmlFor="sensor-room">
          <Choice id="sensor-room" block value={placeId ?? ''} options={(rooms.data?.rooms ?? []).map((room) => ({ value: room.placeId, label: room.place }))} onChange={(value) => set({ placeId: value })} />
        </Field>
        <Field label={t('climate.sensorKind')} htmlFor="sensor-kind">
          <Choice id="sensor-kind" block value={typed.kind} options={(['http', 'mqtt'] as const).map((value) => ({ value, label: t(`climate.kind.${value}`) }))} onChange={(kind) => set({ kind })} />
        </Field>
        {typed.kind === 'mqtt' && (
          <Field label={t('climate.topic')} htmlFor="sensor-topic">
            <Input id="sensor-topic" maxLength={200} value={typed.topic} onChange={(event) => set({ topic: event.target.value })} />
          </Field>
        )}
        <Field label={t('climate.calibrationDueOn')} htmlFor="sensor-due">
          <Input id="sensor-due" type="date" value={typed.calibrationDueOn} onChange={(event) => set({ calibrationDueOn: event.target.value })} />
        </Field>
      </div>
    </Dialog>
  );
}

function ChangeSensor({ sensor, onClose }: { sensor: Sensor; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const change = useAct(changeSensorEndpoint, ['/climate']);
  const [typed, setTyped] = useState({ name: sensor.name, topic: sensor.topic ?? '', temperatureOffset: String(sensor.temperatureOffset), humidityOffset: String(sensor.humidityOffset), calibratedOn: sensor.calibratedOn ?? '', calibrationDueOn: sensor.calibrationDueOn ?? '' });
  const [temperatureOffset, humidityOffset] = [figureIn(typed.temperatureOffset), figureIn(typed.humidityOffset)];
  const ready = typed.name.trim() !== '' && temperatureOffset !== undefined && humidityOffset !== undefined && (sensor.kind !== 'mqtt' || typed.topic.trim() !== '');
  const send = (more: { closed?: boolean } = {}): void =>
    change.mutate(
      {
        params: { sensorId: sensor.id },
        body: { name: typed.name.trim(), temperatureOffset: temperatureOffset ?? 0, humidityOffset: humidityOffset ?? 0, calibratedOn: typed.calibratedOn || null, calibrationDueOn: typed.calibrationDueOn || null, ...(sensor.kind === 'mqtt' ? { topic: typed.topic.trim() } : {}), ...more },
      },
      { onSuccess: onClose, onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) },
    );
  const text = (name: keyof typeof typed, label: string, type = 'text'): ReactNode => (
    <Field label={label} htmlFor={`sensor-${name}`}>
      <Input id={`sensor-${name}`} type={type} maxLength={200} value={typed[name]} onChange={(event) => setTyped({ ...typed, [name]: event.target.value })} />
    </Field>
  );
  return (
    <Dialog
      open
      title={sensor.name}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={() => send({ closed: !sensor.closedAt })}>{t(sensor.closedAt ? 'climate.reopenSensor' : 'climate.closeSensor')}</Button>
          <Button type="primary" disabled={!ready} loading={change.isPending} onClick={() => send()}>
            {t('act.save')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        {text('name', t('climate.sensorName'))}
        {sensor.kind === 'mqtt' && text('topic', t('climate.topic'))}
        <div className={styles['two']}>
          {text('temperatureOffset', t('climate.temperatureOffset'))}
          {text('humidityOffset', t('climate.humidityOffset'))}
          {text('calibratedOn', t('climate.calibratedOn'), 'date')}
          {text('calibrationDueOn', t('climate.calibrationDueOn'), 'date')}
        </div>
      </div>
    </Dialog>
  );
}
