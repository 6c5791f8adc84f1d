import { type CopyPage, type PartyId, unfileCopyEndpoint } from '@qige/wire';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newActId } from '../api/act-id.ts';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { PrintLabels } from '../labels/print-labels.tsx';
import { useMe } from '../shell/me.ts';
import { AskText } from '../ui/ask-text.tsx';
import { say } from '../ui/toast.ts';
import { CopyForm } from './copy-form.tsx';
import { FileDialog } from './file-dialog.tsx';
import { MoveCopies } from './move-copies.tsx';
import { isReleasable, paperOf } from './released.ts';
import { ReleasePapers } from './release-papers.tsx';
import { staleByActs, useCopyActs } from './use-copy-acts.ts';
import styles from './custody.module.css';

/** What can be done with one paper now. */
export function CopyActs({ copy, parties }: { copy: CopyPage; parties?: readonly { id: PartyId; name: string }[] }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id: me } = useMe();
  const acts = useCopyActs();
  const unfile = useAct(unfileCopyEndpoint, staleByActs);
  const [asking, setAsking] = useState<'edit' | 'move' | 'file' | 'unfile' | 'give'>();
  const close = (): void => setAsking(undefined);
  const keeps = useMe().may.has('paper.keep');
  const { may, putBackTo } = copy;
  return (
    <div className={styles['acts']}>
      {may.file && (
        <Button type="primary" onClick={() => setAsking('file')}>
          {t('custody.doing.file')}
        </Button>
      )}
      {may.move && putBackTo && (
        <Button loading={acts.busy} title={t('custody.doing.putBackTo', { place: putBackTo.place })} onClick={() => acts.putBack([copy])}>
          {t('custody.doing.putBack')}
        </Button>
      )}
      {may.take && (
        <Button loading={acts.busy} onClick={() => acts.takeOut([copy])}>
          {t('custody.doing.take')}
        </Button>
      )}
      {may.move && <Button onClick={() => setAsking('move')}>{t('custody.doing.move')}</Button>}
      {isReleasable(copy, me) && <Button onClick={() => setAsking('give')}>{t('handOvers.release')}</Button>}
      {may.change && parties && <Button onClick={() => setAsking('edit')}>{t('custody.doing.edit')}</Button>}
      <Button onClick={() => void navigate({ to: '/archive', search: { view: 'copies', open: copy.id, tab: 'chain' } })}>{t('custody.doing.chain')}</Button>
      {keeps && copy.holder.holder !== 'destroyed' && <PrintLabels ids={[copy.id]} templates={['item', 'stamp', 'cover']} />}
      {may.unfile && (
        <Button type="text" onClick={() => setAsking('unfile')}>
          {t('custody.doing.unfile')}
        </Button>
      )}
      {asking === 'edit' && parties && <CopyForm contractId={copy.contract.id} parties={parties} copy={copy} onClose={close} />}
      {asking === 'move' && <MoveCopies copies={[copy]} onClose={close} onDone={close} />}
      {asking === 'file' && <FileDialog copyIds={[copy.id]} onClose={close} />}
      {asking === 'give' && <ReleasePapers papers={[paperOf(copy)]} onClose={close} />}
      {asking === 'unfile' && (
        <AskText
          title={t('custody.unfileTitle')}
          label={t('custody.unfileReason')}
          hint={t('custody.unfileSay')}
          confirm={t('custody.doing.unfile')}
          cancel={t('act.cancel')}
          busy={unfile.isPending}
          trouble={unfile.error ? sayTrouble(t, unfile.error) : undefined}
          onCancel={close}
          onAnswer={(reason) =>
            unfile.mutate(
              { params: { copyId: copy.id }, body: { reason, seq: copy.seq, actId: newActId() } },
              {
                onSuccess: () => {
                  say(t('custody.done.unfiled', { code: copy.archivalCode }));
                  close();
                },
              },
            )
          }
        />
      )}
    </div>
  );
}
