import { closeOverseenShareEndpoint, endReadingsEndpoint, listNamedReadersEndpoint, listOverseenSharesEndpoint, type NamedReader } from '@qige/wire';
import { Button, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk, useAskPaged } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { ShareTitle, sayShare } from '../shares/share-lines.tsx';
import { Trouble } from '../shell/trouble.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatMoment } from '../ui/format.ts';
import { Line, Lines, Says } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/room.tsx';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';

const tones = { waiting: 'wait', granted: 'done', refused: 'plain', lapsed: 'plain', ended: 'plain' } as const;

/** What reaches beyond the roles: links for people outside, and who is let into contracts by name. Of which contracts is not told here. */
export function Oversight(): ReactNode {
  const { t } = useTranslation();
  return (
    <div style={{ maxWidth: 900 }}>
      <Says>{t('oversight.says')}</Says>
      <Links />
      <Readers />
    </div>
  );
}

function Links(): ReactNode {
  const { t } = useTranslation();
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const list = useAskPaged(listOverseenSharesEndpoint, { query: { which } }, (after) => ({ query: { which, ...(after ? { after } : {}) } }));
  const close = useAct(closeOverseenShareEndpoint, ['/oversight/shares']);
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const shares = list.data.pages.flatMap((page) => page.shares);
  const choice = <Segmented size="small" value={which} aria-label={t('oversight.links')} options={(['open', 'all'] as const).map((value) => ({ value, label: t(`oversight.which.${value}`) }))} onChange={setWhich} />;
  return (
    <Section title={t('oversight.links')} {...(list.hasNextPage ? {} : { count: shares.length })} tools={choice}>
      {shares.length === 0 ? (
        <p>{t(which === 'open' ? 'oversight.noOpenLinks' : 'oversight.noLinks')}</p>
      ) : (
        <Lines>
          {shares.map((share) => (
            <Line
              key={share.id}
              title={<ShareTitle share={share} />}
              says={sayShare(t, share, true)}
              tools={
                (share.state === 'open' || share.state === 'out-of-sight') && (
                  <Button
                    size="small"
                    aria-label={`${t('shares.revoke')}: ${share.recipient}`}
                    loading={close.isPending && close.variables?.params.shareId === share.id}
                    onClick={() => close.mutate({ params: { shareId: share.id } }, { onSuccess: () => say(t('shares.revoked')), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) })}
                  >
                    {t('shares.revoke')}
                  </Button>
                )
              }
            />
          ))}
        </Lines>
      )}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} style={{ marginTop: 12 }}>
          {t('act.more')}
        </Button>
      )}
    </Section>
  );
}

function Readers(): ReactNode {
  const { t } = useTranslation();
  const list = useAsk(listNamedReadersEndpoint, {});
  const end = useAct(endReadingsEndpoint, ['/oversight/readers']);
  const [ending, setEnding] = useState<NamedReader>();
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const { readers, requests } = list.data;
  const take = ({ person }: NamedReader): void =>
    end.mutate(
      { params: { personId: person.id } },
      {
        onSuccess: () => {
          setEnding(undefined);
          say(t('oversight.ended', { name: person.name }));
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  return (
    <>
      <Section title={t('oversight.readers')} count={readers.length}>
        {readers.length === 0 ? (
          <p>{t('oversight.noReaders')}</p>
        ) : (
          <Lines>
            {readers.map((reader) => (
              <Line
                key={reader.person.id}
                title={<Somebody {...reader.person} />}
                says={[t('oversight.contracts', { count: reader.contracts }), reader.until ? t('oversight.lastUntil', { at: formatMoment(reader.until) }) : t('access.forGood')].join(' · ')}
                tools={
                  <Button size="small" aria-label={`${t('oversight.end')}: ${reader.person.name}`} onClick={() => setEnding(reader)}>
                    {t('oversight.end')}
                  </Button>
                }
              />
            ))}
          </Lines>
        )}
      </Section>
      <Section title={t('oversight.requests')} count={requests.length}>
        {requests.length === 0 ? (
          <p>{t('oversight.noRequests')}</p>
        ) : (
          <Lines>
            {requests.map(({ person, days, askedAt, state, answeredBy, until }) => (
              <Line
                key={`${person.id} ${askedAt}`}
                title={<Somebody {...person} />}
                says={[
                  t('oversight.asked', { at: formatMoment(askedAt), count: days }),
                  ...(answeredBy ? [t('oversight.answeredBy', { name: answeredBy })] : []),
                  ...(state === 'granted' && until ? [t('requests.until', { at: formatMoment(until) })] : []),
                ].join(' · ')}
                tools={<Tag tone={tones[state]}>{t(`oversight.state.${state}`)}</Tag>}
              />
            ))}
          </Lines>
        )}
      </Section>
      <Dialog open={ending !== undefined} title={t('oversight.endTitle', { name: ending?.person.name })} okText={t('oversight.end')} cancelText={t('act.cancel')} okButtonProps={{ loading: end.isPending }} onCancel={() => setEnding(undefined)} onOk={() => ending && take(ending)}>
        {t('oversight.endSay', { count: ending?.contracts ?? 0 })}
      </Dialog>
    </>
  );
}

function Somebody({ name, departmentName }: NamedReader['person']): ReactNode {
  return (
    <>
      <b>{name}</b> {departmentName}
    </>
  );
}
