import { IncidentKind, listIncidentsEndpoint, openIncidentEndpoint, type PaperRef } from '@qige/wire';
import { Button, Input, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAskPaged } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Trouble } from '../shell/trouble.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { say } from '../ui/toast.ts';
import { IncidentLines } from './incident-lines.tsx';
import { PaperPicker } from './paper-picker.tsx';
import { paperStale } from './stale.ts';
import styles from './hand-overs.module.css';

const states = ['open', 'overdue', 'closed'] as const;

export function IncidentsView(): ReactNode {
  const { t } = useTranslation();
  const [state, setState] = useState<(typeof states)[number]>('open');
  const [opening, setOpening] = useState(false);
  const list = useAskPaged(listIncidentsEndpoint, { query: { state } }, (after) => ({ query: { state, ...(after ? { after } : {}) } }));
  const incidents = list.data?.pages.flatMap((page) => page.incidents) ?? [];
  const body = (): ReactNode => {
    if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
    if (!list.data) return <Loading />;
    return incidents.length === 0 ? <Empty icon="warn" title={t(`incidents.none.${state}`)} text={t('incidents.noneHint')} /> : <IncidentLines incidents={incidents} />;
  };
  return (
    <>
      <div className={styles['bar']}>
        <Segmented value={state} aria-label={t('incidents.title')} options={states.map((value) => ({ value, label: t(`incidents.state.${value}`) }))} onChange={setState} />
        <Button onClick={() => setOpening(true)}>{t('incidents.open')}</Button>
      </div>
      <p className={styles['say']}>{t('incidents.law')}</p>
      {body()}
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('act.more')}</Button>}
      {opening && <OpenIncident onClose={() => setOpening(false)} />}
    </>
  );
}

function OpenIncident({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<readonly PaperRef[]>([]);
  const [kind, setKind] = useState<IncidentKind>('lost');
  const [what, setWhat] = useState('');
  const open = useAct(openIncidentEndpoint, paperStale);
  const [paper] = chosen;
  useShortcuts('', [{ keys: 'escape', run: onClose }]);
  const send = (): void => {
    if (!paper) return;
    open.mutate(
      { body: { copyId: paper.copyId, kind, what: what.trim() } },
      {
        onSuccess: ({ reportBy }) => {
          say(t('incidents.opened', { day: reportBy }));
          onClose();
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  };
  return (
    <Dialog open width={520} title={t('incidents.open')} okText={t('incidents.open')} cancelText={t('act.cancel')} okButtonProps={{ disabled: !paper || what.trim() === '', loading: open.isPending }} onCancel={onClose} onOk={send}>
      <Field label={t('incidents.which')} htmlFor="paper-find">
        <PaperPicker chosen={chosen} onChosen={setChosen} />
      </Field>
      <Field label={t('incidents.title')} htmlFor="incident-kind">
        <Segmented id="incident-kind" value={kind} options={IncidentKind.options.map((value) => ({ value, label: t(`incidents.kind.${value}`) }))} onChange={setKind} />
      </Field>
      <Field label={t('incidents.what')} htmlFor="incident-what">
        <Input.TextArea id="incident-what" maxLength={1000} autoSize={{ minRows: 3, maxRows: 8 }} value={what} onChange={(event) => setWhat(event.target.value)} />
      </Field>
    </Dialog>
  );
}
