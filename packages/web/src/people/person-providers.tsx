import { linkProviderEndpoint, type PersonRow, type PersonSignIn, type ProviderCode, unlinkProviderEndpoint } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { AskText } from '../ui/ask-text.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Line } from '../ui/lines.tsx';
import { say } from '../ui/toast.ts';

const stale = ['/people'];

/** As whom the providers know a person: one line each, in the list of how they sign in. */
export function PersonProviders({ person, providers }: { person: PersonRow; providers: PersonSignIn['providers'] }): ReactNode {
  const { t } = useTranslation();
  const link = useAct(linkProviderEndpoint, stale);
  const unlink = useAct(unlinkProviderEndpoint, stale);
  const [asking, setAsking] = useState<{ act: 'link' | 'unlink'; code: ProviderCode }>();
  const name = asking && t(`providerName.${asking.code}`);
  const close = (): void => setAsking(undefined);
  const told = (done: string) => ({
    onSuccess: () => {
      say(done);
      close();
    },
  });
  return (
    <>
      {providers.map(({ code, linked, id, byId }) => (
        <Line
          key={code}
          title={t(`providerName.${code}`)}
          says={linked ? [t('personEntry.linked'), ...(id ? [id] : [])].join(' · ') : t('personEntry.notLinked')}
          tools={
            (byId || linked) && (
              <>
                {byId && (
                  <Button size="small" aria-label={t('personEntry.linkTo', { name: t(`providerName.${code}`) })} onClick={() => setAsking({ act: 'link', code })}>
                    {t(linked ? 'personEntry.linkAnew' : 'personEntry.link')}
                  </Button>
                )}
                {linked && (
                  <Button size="small" onClick={() => setAsking({ act: 'unlink', code })}>
                    {t('personEntry.unlink')}
                  </Button>
                )}
              </>
            )
          }
        />
      ))}
      {asking?.act === 'link' && (
        <AskText
          title={t('personEntry.linkTo', { name })}
          label={t(`providerId.${asking.code}`)}
          hint={t('personEntry.linkSay', { name: person.name })}
          confirm={t('personEntry.link')}
          cancel={t('act.cancel')}
          most={64}
          busy={link.isPending}
          trouble={link.error ? sayTrouble(t, link.error) : undefined}
          onCancel={close}
          onAnswer={(id) => link.mutate({ params: { personId: person.id, provider: asking.code }, body: { id } }, told(t('personEntry.linkDone')))}
        />
      )}
      <Dialog
        open={asking?.act === 'unlink'}
        title={t('personEntry.unlink')}
        okText={t('personEntry.unlink')}
        cancelText={t('act.cancel')}
        okButtonProps={{ loading: unlink.isPending }}
        onCancel={close}
        onOk={() => asking && unlink.mutate({ params: { personId: person.id, provider: asking.code } }, { ...told(t('personEntry.unlinked')), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) })}
      >
        {t('personEntry.unlinkSay', { person: person.name, name })}
      </Dialog>
    </>
  );
}
