import { listSetAsideFilesEndpoint } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskPaged } from '../api/ask.ts';
import { useMe } from '../shell/me.ts';
import { Icon } from '../ui/icon.tsx';
import { Room } from '../ui/room.tsx';
import { given } from '../ui/url-state.ts';
import { BatchList } from './batch-list.tsx';
import { DropZone } from './drop-zone.tsx';
import { FileList } from './file-list.tsx';
import { SendingList } from './sending-list.tsx';
import { SheetsDialog } from './sheets-dialog.tsx';

function useSetAside(state: 'quarantined' | 'duplicate') {
  return useAskPaged(listSetAsideFilesEndpoint, { query: { state } }, (after) => ({ query: { state, ...(after ? { after } : {}) } }));
}

const views = ['batches', 'quarantined', 'duplicate'] as const;

/** Where scans come in: files and folders dropped, batches on their way, and what could not be taken. */
export function ScansRoom(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may } = useMe();
  const search = useSearch({ from: '/inside/scans' });
  const view = views.find((one) => one === search.view) ?? 'batches';
  const quarantined = useSetAside('quarantined');
  const duplicates = useSetAside('duplicate');
  const countOf = (list: typeof quarantined): string => {
    const files = list.data?.pages.flatMap((page) => page.files) ?? [];
    return files.length === 0 ? '' : ` ${files.length}${list.hasNextPage ? '+' : ''}`;
  };
  const go = (to: string): void => void navigate({ to: '/scans', search: given({ view: to === 'batches' ? undefined : to }) });
  return (
    <Room
      title={t('room.scans')}
      tools={
        <Button icon={<Icon name="print" size={16} />} onClick={() => go('sheets')}>
          {t('intake.sheets')}
        </Button>
      }
    >
      {may.has('intake.add') && <DropZone />}
      <SendingList />
      <Segmented
        value={view}
        aria-label={t('intake.view')}
        style={{ margin: '16px 0 8px' }}
        options={[
          { value: 'batches', label: t('intake.batches') },
          { value: 'quarantined', label: `${t('intake.quarantined')}${countOf(quarantined)}` },
          { value: 'duplicate', label: `${t('intake.duplicates')}${countOf(duplicates)}` },
        ]}
        onChange={go}
      />
      {view === 'batches' && <BatchList open={search.batch} onOpen={(batch) => void navigate({ to: '/scans', search: given({ batch }) })} />}
      {view === 'quarantined' && <FileList list={quarantined} kind="quarantined" />}
      {view === 'duplicate' && <FileList list={duplicates} kind="duplicate" />}
      {search.view === 'sheets' && <SheetsDialog onClose={() => go('batches')} />}
    </Room>
  );
}
