import { listMyKeysEndpoint, makeKeyEndpoint, revokeKeyEndpoint } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Trouble } from '../shell/trouble.tsx';
import { useCopy } from '../shell/use-copy.ts';
import { AskText } from '../ui/ask-text.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Empty } from '../ui/empty.tsx';
import { Line, Lines, Says } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { say } from '../ui/toast.ts';
import { keyOver, KeyTitle, sayKey } from './key-line.tsx';
import styles from './settings.module.css';

/** Keys for programs that act in one's own name. */
export function Keys(): ReactNode {
  const { t } = useTranslation();
  const copy = useCopy();
  const list = useAsk(listMyKeysEndpoint, {});
  const make = useAct(makeKeyEndpoint, ['/me/keys']);
  const revoke = useAct(revokeKeyEndpoint, ['/me/keys']);
  const [naming, setNaming] = useState(false);
  const [secret, setSecret] = useState<string>();
  const [now] = useState(() => new Date().toISOString());
  const [ending, setEnding] = useState<string>();
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  return (
    <>
      <Says>{t('settings.keysSay')}</Says>
      {list.data.keys.length === 0 ? (
        <Empty icon="lock" title={t('settings.noKeys')}>
          <Button type="primary" onClick={() => setNaming(true)}>
            {t('settings.makeKey')}
          </Button>
        </Empty>
      ) : (
        <>
          <Button onClick={() => setNaming(true)} style={{ marginBottom: 12 }}>
            {t('settings.makeKey')}
          </Button>
          <Lines>
            {list.data.keys.map((key) => {
              const over = keyOver(key, now);
              return (
                <Line
                  key={key.id}
                  title={<KeyTitle row={key} over={over} />}
                  says={sayKey(t, key)}
                  tools={
                    !over && (
                      <Button size="small" aria-label={`${t('settings.revoke')}: ${key.name}`} onClick={() => setEnding(key.id)}>
                        {t('settings.revoke')}
                      </Button>
                    )
                  }
                />
              );
            })}
          </Lines>
        </>
      )}
      {naming && (
        <AskText
          title={t('settings.makeKey')}
          label={t('settings.keyName')}
          confirm={t('settings.makeKey')}
          cancel={t('act.cancel')}
          busy={make.isPending}
          trouble={make.error ? sayTrouble(t, make.error) : undefined}
          onCancel={() => setNaming(false)}
          onAnswer={(name) =>
            make.mutate(
              { body: { name: name.slice(0, 60) } },
              {
                onSuccess: (made) => {
                  setNaming(false);
                  setSecret(made.secret);
                },
              },
            )
          }
        />
      )}
      <Dialog
        open={secret !== undefined}
        title={t('settings.keyMade')}
        cancelButtonProps={{ style: { display: 'none' } }}
        okText={t('act.copy')}
        onCancel={() => setSecret(undefined)}
        onOk={() => void copy(secret ?? '')}
      >
        <p>{t('settings.keyOnce')}</p>
        <code className={styles['secret']}>{secret}</code>
      </Dialog>
      <Dialog
        open={ending !== undefined}
        title={t('settings.revoke')}
        okText={t('settings.revoke')}
        cancelText={t('act.cancel')}
        okButtonProps={{ loading: revoke.isPending }}
        onCancel={() => setEnding(undefined)}
        onOk={() => revoke.mutate({ params: { keyId: ending as never } }, { onSuccess: () => setEnding(undefined), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) })}
      >
        {t('settings.revokeSay')}
      </Dialog>
    </>
  );
}
