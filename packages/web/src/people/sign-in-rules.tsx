import { changeSignInSettingsEndpoint, showSignInSettingsEndpoint, type SignInSettings } from '@qige/wire';
import type { TFunction } from 'i18next';
import { Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Trouble } from '../shell/trouble.tsx';
import { Choice } from '../ui/choice.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/room.tsx';
import { say } from '../ui/toast.ts';
import styles from '../settings/settings.module.css';
import { useRoles } from './use-roles.ts';

export function SignInRules(): ReactNode {
  const settings = useAsk(showSignInSettingsEndpoint, {});
  if (settings.error) return <Trouble error={settings.error} reset={() => void settings.refetch()} />;
  if (!settings.data) return <Loading />;
  return <Rules key={JSON.stringify(settings.data)} now={settings.data} />;
}

const idle = [15, 30, 60, 240, 480, 1_440, 10_080, 20_160];
const most = [8, 12, 24, 168, 336, 720, 2_160];

function sayMinutes(t: TFunction, minutes: number): string {
  if (minutes % 1_440 === 0) return t('entry.days', { count: minutes / 1_440 });
  return minutes % 60 === 0 ? t('entry.hours', { count: minutes / 60 }) : t('entry.minutes', { count: minutes });
}

/** The times to choose from, with the one in force among them. */
const choices = (t: TFunction, offered: readonly number[], now: number, inMinutes: number): { value: string; label: string }[] =>
  [...new Set([...offered, now])].toSorted((a, b) => a - b).map((value) => ({ value: String(value), label: sayMinutes(t, value * inMinutes) }));

function Rules({ now }: { now: SignInSettings }): ReactNode {
  const { t } = useTranslation();
  const { roles, nameOf } = useRoles();
  const save = useAct(changeSignInSettingsEndpoint, ['/sign-in/settings', '/people']);
  const [rules, setRules] = useState(now);
  const chosen = new Set(rules.secondFactorRoles);
  const changed = JSON.stringify(rules) !== JSON.stringify(now);
  const toggle = (role: string, on: boolean): void => setRules({ ...rules, secondFactorRoles: [...rules.secondFactorRoles.filter((one) => one !== role), ...(on ? [role] : [])].toSorted() });
  return (
    <Section title={t('entry.rules')}>
      <form
        className={styles['narrow']}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ body: rules }, { onSuccess: () => say(t('entry.saved')), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) });
        }}
      >
        <fieldset style={{ margin: '0 0 16px', padding: 0, border: 0 }}>
          <legend style={{ marginBottom: 4, fontSize: 13 }}>{t('entry.roles')}</legend>
          {roles.map(({ code }) => (
            <div key={code} style={{ padding: '2px 0' }}>
              <Checkbox checked={chosen.has(code)} onChange={(event) => toggle(code, event.target.checked)}>
                {nameOf(code)}
              </Checkbox>
            </div>
          ))}
          <p style={{ marginTop: 4, color: 'var(--ink-soft)', fontSize: 12 }}>{t('entry.rolesSay')}</p>
        </fieldset>
        <Field label={t('entry.idle')} htmlFor="idle" hint={t('entry.idleSay')}>
          <Choice id="idle" block value={String(rules.idleMinutes)} options={choices(t, idle, rules.idleMinutes, 1)} onChange={(value) => setRules({ ...rules, idleMinutes: Number(value) })} />
        </Field>
        <Field label={t('entry.most')} htmlFor="most" hint={t('entry.mostSay')}>
          <Choice id="most" block value={String(rules.maxHours)} options={choices(t, most, rules.maxHours, 60)} onChange={(value) => setRules({ ...rules, maxHours: Number(value) })} />
        </Field>
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!changed}>
          {t('act.save')}
        </Button>
      </form>
    </Section>
  );
}
