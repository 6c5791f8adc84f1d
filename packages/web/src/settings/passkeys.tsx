import { addPasskeyEndpoint, beginPasskeyEndpoint, listMyPasskeysEndpoint, removePasskeyEndpoint, showMySecondFactorEndpoint } from '@qige/wire';
import { type PublicKeyCredentialCreationOptionsJSON, startRegistration } from '@simplewebauthn/browser';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { refusalCode } from '../api/trouble.ts';
import { sayEntryTrouble } from '../shell/second-step.tsx';
import { Trouble } from '../shell/trouble.tsx';
import { AskText } from '../ui/ask-text.tsx';
import { formatMoment } from '../ui/format.ts';
import { Line, Lines, Says } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/room.tsx';
import { say } from '../ui/toast.ts';
import { browserOf } from './browser-name.ts';

const stale = ['/me/passkeys', '/sign-in/ways'];

/** One's own passkeys, one for each device. */
export function Passkeys(): ReactNode {
  const { t } = useTranslation();
  const list = useAsk(listMyPasskeysEndpoint, {});
  const mine = useAsk(showMySecondFactorEndpoint, {});
  const begin = useAct(beginPasskeyEndpoint);
  const add = useAct(addPasskeyEndpoint, stale);
  const remove = useAct(removePasskeyEndpoint, stale);
  const [password, setPassword] = useState<string>();
  const [asking, setAsking] = useState<'password' | 'name'>();
  const fail = (error: unknown): void => void say(sayEntryTrouble(t, error), { tone: 'wrong' });
  const broken = [list, mine].find((one) => one.error);
  if (broken?.error) return <Trouble error={broken.error} reset={() => void broken.refetch()} />;
  // Whether the password is asked first stands in the second of them.
  if (!list.data || !mine.data) return <Loading />;
  const asksPassword = mine.data.password;
  const make = async (name: string): Promise<void> => {
    try {
      const { options } = await begin.mutateAsync({ body: password === undefined ? {} : { password } });
      setAsking(undefined);
      const response = await startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON }).catch(() => undefined);
      if (!response) return; // the person closed the browser's question
      await add.mutateAsync({ body: { name: name.slice(0, 60), response: { ...response } } });
      say(t('passkey.added'));
    } catch (error) {
      if (refusalCode(error) === 'password_wrong') setAsking('password');
      else fail(error);
    }
  };
  return (
    <Section title={t('passkey.title')} count={list.data.passkeys.length}>
      <Says>{t(list.data.possible ? 'passkey.say' : 'passkey.impossible')}</Says>
      {list.data.passkeys.length > 0 && (
        <Lines>
          {list.data.passkeys.map((one) => (
            <Line
              key={one.id}
              title={one.name}
              says={[t('settings.since', { at: formatMoment(one.createdAt) }), ...(one.lastUsedAt ? [t('settings.lastSeen', { at: formatMoment(one.lastUsedAt) })] : [])].join(' · ')}
              tools={
                <Button size="small" aria-label={`${t('passkey.remove')}: ${one.name}`} loading={remove.isPending && remove.variables.params.passkeyId === one.id} onClick={() => remove.mutate({ params: { passkeyId: one.id } }, { onSuccess: () => say(t('passkey.removed')), onError: fail })}>
                  {t('passkey.remove')}
                </Button>
              }
            />
          ))}
        </Lines>
      )}
      {list.data.possible && (
        <Button loading={add.isPending} style={{ marginTop: list.data.passkeys.length > 0 ? 12 : 0 }} onClick={() => setAsking(asksPassword ? 'password' : 'name')}>
          {t('passkey.add')}
        </Button>
      )}
      {asking === 'password' && (
        <AskText
          title={t('passkey.add')}
          label={t('settings.currentPassword')}
          confirm={t('secondStep.confirm')}
          cancel={t('act.cancel')}
          secret
          trouble={refusalCode(begin.error) === 'password_wrong' ? t('settings.passwordWrong') : undefined}
          onCancel={() => setAsking(undefined)}
          onAnswer={(text) => {
            setPassword(text);
            setAsking('name');
          }}
        />
      )}
      {asking === 'name' && (
        <AskText title={t('passkey.add')} label={t('passkey.name')} initial={browserOf(navigator.userAgent)} most={60} confirm={t('act.add')} cancel={t('act.cancel')} busy={begin.isPending} onCancel={() => setAsking(undefined)} onAnswer={(name) => void make(name)} />
      )}
    </Section>
  );
}
