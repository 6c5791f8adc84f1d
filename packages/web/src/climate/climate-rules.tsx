import { type ClimateRule, dropClimateRuleEndpoint, listClimateRoomsEndpoint, listClimateRulesEndpoint, type PlaceId, setClimateKeepingEndpoint, setClimateRuleEndpoint } from '@qige/wire';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { AskText } from '../ui/ask-text.tsx';
import { Choice } from '../ui/choice.tsx';
import { Says } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { say } from '../ui/toast.ts';
import { figureIn } from './figures.ts';
import { sayAsked, saySilence, saySource } from './say-climate.ts';
import styles from './climate.module.css';

const optional = ['temperatureMin', 'temperatureMax', 'temperatureDaily', 'humidityMin', 'humidityMax', 'humidityDaily'] as const;
const counts = ['readingsBeforeAlarm', 'silentMinutes'] as const;

/** What is asked of the air: by class, and of single rooms before that; each with what asks for it. */
export function ClimateRules(): ReactNode {
  const { t } = useTranslation();
  const { may } = useMe();
  const list = useAsk(listClimateRulesEndpoint, {});
  const rooms = useAsk(listClimateRoomsEndpoint, {});
  const keep = useAct(setClimateKeepingEndpoint, ['/climate']);
  const [own, setOwn] = useState<string>();
  const [keeping, setKeeping] = useState(false);
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const { rules, keepReadingsDays } = list.data;
  const manages = may.has('climate.manage');
  const without = (rooms.data?.rooms ?? []).filter(({ placeId }) => !rules.some((rule) => rule.placeId === placeId));
  const pattern = rules.find(({ environment }) => environment === 'paper');
  const chosen = without.find(({ placeId }) => placeId === own);
  return (
    <>
      <Says>{t('climate.rulesSay')}</Says>
      {rules.map((rule) => (
        <OneRule key={rule.placeId ?? rule.environment} rule={rule} manages={manages} />
      ))}
      {manages && without.length > 0 && <Choice aria-label={t('climate.ownRule')} none={t('climate.ownRule')} value={own ?? ''} options={without.map((room) => ({ value: room.placeId, label: room.place }))} onChange={setOwn} />}
      {chosen && pattern && <OneRule key={chosen.placeId} rule={{ ...pattern, environment: null, placeId: chosen.placeId, place: chosen.place, source: '' }} manages fresh />}
      <p style={{ marginTop: 16 }}>
        {t('climate.keep', { days: keepReadingsDays })}{' '}
        {manages && (
          <Button size="small" onClick={() => setKeeping(true)}>
            {t('act.edit')}
          </Button>
        )}
      </p>
      {keeping && (
        <AskText
          title={t('climate.keepDays')}
          label={t('climate.keepDays')}
          initial={String(keepReadingsDays)}
          confirm={t('act.save')}
          cancel={t('act.cancel')}
          busy={keep.isPending}
          trouble={keep.error ? sayTrouble(t, keep.error) : undefined}
          onCancel={() => setKeeping(false)}
          onAnswer={(text) => keep.mutate({ body: { keepReadingsDays: Math.round(figureIn(text) ?? 0) } }, { onSuccess: () => setKeeping(false) })}
        />
      )}
    </>
  );
}

function OneRule({ rule, manages, fresh }: { rule: ClimateRule; manages: boolean; fresh?: boolean }): ReactNode {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(fresh ?? false);
  const [typed, setTyped] = useState<Record<string, string>>(() => Object.fromEntries([...optional, ...counts].map((name) => [name, rule[name] === null ? '' : String(rule[name])])));
  const [source, setSource] = useState(rule.source);
  const save = useAct(setClimateRuleEndpoint, ['/climate']);
  const drop = useAct(dropClimateRuleEndpoint, ['/climate']);
  const figures = Object.fromEntries([...optional, ...counts].map((name) => [name, figureIn(typed[name] ?? '')]));
  const ready = source.trim() !== '' && optional.every((name) => figures[name] !== undefined) && counts.every((name) => typeof figures[name] === 'number');
  const send = (): void => {
    const { place: _place, ...rest } = rule;
    save.mutate(
      { body: { ...rest, ...(figures as unknown as Pick<ClimateRule, (typeof optional)[number] | (typeof counts)[number]>), source: source.trim() } },
      {
        onSuccess: () => {
          say(t('climate.ruleSaved'));
          setEditing(false);
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  };
  const asked = sayAsked(rule);
  return (
    <section className={styles['rule']}>
      <h3>{rule.place ?? t(`climate.environment.${rule.environment}`)}</h3>
      {editing ? (
        <>
          <div className={styles['figures']}>
            {[...optional, ...counts].map((name) => (
              <Field key={name} label={t(`climate.rule.${name}`)} htmlFor={`${rule.placeId ?? rule.environment}-${name}`} trouble={figures[name] === undefined ? t('climate.notNumber') : undefined}>
                <Input id={`${rule.placeId ?? rule.environment}-${name}`} inputMode="decimal" value={typed[name] ?? ''} onChange={(event) => setTyped({ ...typed, [name]: event.target.value })} />
              </Field>
            ))}
          </div>
          <Field label={t('climate.rule.source')} htmlFor={`${rule.placeId ?? rule.environment}-source`}>
            <Input.TextArea id={`${rule.placeId ?? rule.environment}-source`} autoSize maxLength={300} value={source} onChange={(event) => setSource(event.target.value)} />
          </Field>
          <div className={styles['steps']}>
            <Button type="primary" disabled={!ready} loading={save.isPending} onClick={send}>
              {t('act.save')}
            </Button>
            {!fresh && <Button onClick={() => setEditing(false)}>{t('act.cancel')}</Button>}
          </div>
        </>
      ) : (
        <>
          <p>
            {[asked.temperature, asked.humidity].filter(Boolean).join('　')}　<span className={styles['soft']}>{`${t('climate.ringsAfter', { count: rule.readingsBeforeAlarm })} · ${saySilence(t, rule.silentMinutes)}`}</span>
          </p>
          <p className={styles['soft']}>{`${t('climate.rule.source')}${t('act.colon')}${saySource(t, rule)}`}</p>
          {manages && (
            <div className={styles['foot']} style={{ marginTop: 8 }}>
              <Button size="small" onClick={() => setEditing(true)}>
                {t('act.edit')}
              </Button>
              {rule.placeId && (
                <Button size="small" loading={drop.isPending} onClick={() => drop.mutate({ params: { placeId: rule.placeId as PlaceId } }, { onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) })}>
                  {t('climate.dropRule')}
                </Button>
              )}
            </div>
          )}
        </>
      )}
    </section>
  );
}
