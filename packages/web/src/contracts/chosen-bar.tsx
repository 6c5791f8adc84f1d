import { type ChosenAct, type ChosenRefusal, type ContractId, downloadChosenEndpoint, exportContractsEndpoint, lookAtChosenEndpoint, urlOf } from '@qige/wire';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { useMe } from '../shell/me.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { say } from '../ui/toast.ts';
import styles from './contracts.module.css';

const most = 200;

interface Looked {
  act: ChosenAct;
  given: ContractId[];
  refused: ChosenRefusal[];
}

/** What can be done with the lines that were chosen. The server is asked first, line by line; what it refuses is shown before the rest is fetched. */
export function ChosenBar({ chosen, onClear }: { chosen: ReadonlySet<string>; onClear: () => void }): ReactNode {
  const { t, i18n } = useTranslation();
  const { may } = useMe();
  const look = useAct(lookAtChosenEndpoint);
  const [looked, setLooked] = useState<Looked>();
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const over = chosen.size > most;

  const fetchFile = (act: ChosenAct, ids: ContractId[]): void => {
    const link = document.createElement('a');
    link.href = act === 'export' ? urlOf(exportContractsEndpoint, { query: { contractId: ids, language } }) : urlOf(downloadChosenEndpoint, { query: { contractId: ids, language } });
    link.download = '';
    link.click();
    setLooked(undefined);
    say(t('chosen.fetching', { count: ids.length }));
  };
  const ask = (act: ChosenAct): void =>
    look.mutate(
      { body: { contractIds: [...chosen] as ContractId[], act } },
      {
        onSuccess: ({ given, refused }) => {
          const ids = given.map(({ contractId }) => contractId);
          if (refused.length === 0) fetchFile(act, ids);
          else setLooked({ act, given: ids, refused });
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  const mayExport = may.has('contracts.export');
  const mayDownload = may.has('contracts.download');
  const none = chosen.size === 0 || over || look.isPending;
  useShortcuts(t('chosen.title'), [
    { keys: 'shift+e', says: t('contracts.export'), off: none || !mayExport, run: () => ask('export') },
    { keys: 'shift+d', says: t('chosen.download'), off: none || !mayDownload, run: () => ask('download') },
    { keys: 'escape', says: t('chosen.clear'), off: chosen.size === 0 || looked !== undefined, run: onClear },
  ]);
  if (chosen.size === 0) return null;
  return (
    <div className={styles['chosenBar']} role="toolbar" aria-label={t('chosen.title')}>
      <span role="status">{over ? t('chosen.over', { count: chosen.size, most }) : t('chosen.count', { count: chosen.size })}</span>
      {mayExport && (
        <Button size="small" disabled={none} onClick={() => ask('export')}>
          {t('contracts.export')}
        </Button>
      )}
      {mayDownload && (
        <Button size="small" icon={<Icon name="download" size={14} />} disabled={none} onClick={() => ask('download')}>
          {t('chosen.download')}
        </Button>
      )}
      <Button size="small" type="text" onClick={onClear}>
        {t('chosen.clear')}
      </Button>
      {looked && (
        <Dialog
          open
          title={t('chosen.refused', { count: looked.refused.length })}
          okText={t(looked.act === 'export' ? 'chosen.exportRest' : 'chosen.downloadRest', { count: looked.given.length })}
          cancelText={t('act.cancel')}
          okButtonProps={{ disabled: looked.given.length === 0 }}
          onCancel={() => setLooked(undefined)}
          onOk={() => fetchFile(looked.act, looked.given)}
        >
          <ul className={styles['refused']}>
            {looked.refused.map(({ contractId, number, title, why }) => (
              <li key={contractId}>
                {number ? (
                  <>
                    <span className={styles['number']}>{number}</span> {title}
                  </>
                ) : (
                  t('chosen.unknown')
                )}
                <small>{t(`chosen.why.${why}`)}</small>
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </div>
  );
}
