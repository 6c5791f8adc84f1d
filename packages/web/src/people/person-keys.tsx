import { type KeyRow, type PersonRow, revokeKeyOfEndpoint } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { keyOver, KeyTitle, sayKey } from '../settings/key-line.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Line, Lines } from '../ui/lines.tsx';
import { Section } from '../ui/room.tsx';
import { say } from '../ui/toast.ts';

/** With which keys programs act in a person's name; what is revoked cannot be brought back, so it is asked once more. */
export function PersonKeys({ person, keys }: { person: PersonRow; keys: readonly KeyRow[] }): ReactNode {
  const { t } = useTranslation();
  const [now] = useState(() => new Date().toISOString());
  const [ending, setEnding] = useState<KeyRow>();
  const revoke = useAct(revokeKeyOfEndpoint, ['/people']);
  if (keys.length === 0) return null;
  const end = (key: KeyRow): void =>
    revoke.mutate(
      { params: { personId: person.id, keyId: key.id } },
      {
        onSuccess: () => {
          setEnding(undefined);
          say(t('personEntry.keyRevoked', { name: key.name }));
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  return (
    <Section title={t('personEntry.keys')} count={keys.filter((key) => !keyOver(key, now)).length}>
      <Lines>
        {keys.map((key) => (
          <Line
            key={key.id}
            title={<KeyTitle row={key} over={keyOver(key, now)} />}
            says={sayKey(t, key)}
            tools={
              !keyOver(key, now) && (
                <Button size="small" aria-label={`${t('settings.revoke')}: ${key.name}`} onClick={() => setEnding(key)}>
                  {t('settings.revoke')}
                </Button>
              )
            }
          />
        ))}
      </Lines>
      <Dialog open={ending !== undefined} title={t('personEntry.keyRevokeTitle', { name: ending?.name })} okText={t('settings.revoke')} cancelText={t('act.cancel')} okButtonProps={{ loading: revoke.isPending }} onCancel={() => setEnding(undefined)} onOk={() => ending && end(ending)}>
        {t('settings.revokeSay')}
      </Dialog>
    </Section>
  );
}
