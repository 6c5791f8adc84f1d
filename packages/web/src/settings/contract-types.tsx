import { addContractTypeEndpoint, changeContractTypeEndpoint, closeContractTypeEndpoint, type ContractType, listContractTypesEndpoint } from '@qige/wire';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Icon } from '../ui/icon.tsx';
import { Line, Lines, Says } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { Tag } from '../ui/tag.tsx';
import { say } from '../ui/toast.ts';

export function ContractTypes(): ReactNode {
  const { t, i18n } = useTranslation();
  const list = useAsk(listContractTypesEndpoint, {});
  const change = useAct(changeContractTypeEndpoint, ['/contract-types']);
  const close = useAct(closeContractTypeEndpoint, ['/contract-types', '/contracts']);
  const { may } = useMe();
  const manages = may.has('settings.manage');
  const [editing, setEditing] = useState<ContractType | 'new'>();
  if (list.error) return <Trouble error={list.error} reset={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const { types } = list.data;
  const nameOf = (type: ContractType): string => (i18n.language === 'en' ? type.nameEn : type.name);
  const wrong = (error: unknown): void => say(sayTrouble(t, error), { tone: 'wrong' });
  // Awaited, since a way back may be taken when this screen has gone.
  const put = (type: ContractType, body: { position?: number; retired?: boolean }, said?: string): void =>
    void change.mutateAsync({ params: { contractTypeId: type.id }, body }).then(
      () => said && say(said, { undo: { label: t('act.undo'), run: () => put(type, { retired: type.retired }) } }),
      wrong,
    );
  const setClosed = (type: ContractType, closed: boolean, undo = true): void =>
    void close.mutateAsync({ params: { contractTypeId: type.id }, body: { closed } }).then(
      () => say(t(closed ? 'access.typeClosed' : 'access.typeOpened', { name: nameOf(type) }), undo ? { undo: { label: t('act.undo'), run: () => setClosed(type, !closed, false) } } : {}),
      wrong,
    );
  const swap = (index: number, by: 1 | -1): void => {
    const [here, there] = [types[index], types[index + by]];
    if (!here || !there) return;
    put(here, { position: there.position });
    put(there, { position: here.position });
  };
  return (
    <>
      <Says>{t('settings.typesSay')}</Says>
      {manages && (
        <Button onClick={() => setEditing('new')} style={{ marginBottom: 12 }}>
          {t('settings.addType')}
        </Button>
      )}
      <Lines>
        {types.map((type, index) => (
          <Line
            key={type.id}
            title={
              <>
                {type.name} · {type.nameEn} <Tag>{type.code}</Tag> {type.retired && <Tag tone="wait">{t('settings.retired')}</Tag>} {type.closed && <Tag tone="wait">{t('access.closed')}</Tag>}
              </>
            }
            says={type.pattern}
            tools={
              <>
                {manages && (
                  <>
                    <Button size="small" type="text" aria-label={`${t('pages.earlier')}: ${type.name}`} title={t('pages.earlier')} disabled={index === 0} icon={<Icon name="up" size={14} />} onClick={() => swap(index, -1)} />
                    <Button size="small" type="text" aria-label={`${t('pages.later')}: ${type.name}`} title={t('pages.later')} disabled={index === types.length - 1} icon={<Icon name="down" size={14} />} onClick={() => swap(index, 1)} />
                    <Button size="small" onClick={() => setEditing(type)}>
                      {t('act.edit')}
                    </Button>
                    <Button size="small" onClick={() => put(type, { retired: !type.retired }, t(type.retired ? 'settings.typeBack' : 'settings.typeRetired', { name: nameOf(type) }))}>
                      {t(type.retired ? 'settings.offerAgain' : 'settings.retire')}
                    </Button>
                  </>
                )}
                {may.has('closed.set') && (
                  <Button size="small" title={t('access.closedSay')} onClick={() => setClosed(type, !type.closed)}>
                    {t(type.closed ? 'access.openAgain' : 'access.close')}
                  </Button>
                )}
              </>
            }
          />
        ))}
      </Lines>
      {editing && <TypeDialog type={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </>
  );
}

function TypeDialog({ type, onClose }: { type: ContractType | undefined; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [code, setCode] = useState(type?.code ?? '');
  const [name, setName] = useState(type?.name ?? '');
  const [nameEn, setNameEn] = useState(type?.nameEn ?? '');
  const add = useAct(addContractTypeEndpoint, ['/contract-types', '/number-rules']);
  const change = useAct(changeContractTypeEndpoint, ['/contract-types']);
  const trouble = { onSuccess: onClose, onError: (error: Error) => say(sayTrouble(t, error), { tone: 'wrong' }) };
  const save = (): void => (type ? change.mutate({ params: { contractTypeId: type.id }, body: { name, nameEn } }, trouble) : add.mutate({ body: { code, name, nameEn } }, trouble));
  return (
    <Dialog open title={t(type ? 'act.edit' : 'settings.addType')} okText={t('act.save')} cancelText={t('act.cancel')} width={440} okButtonProps={{ disabled: !/^[A-Z]{1,8}$/.test(code) || !name.trim() || !nameEn.trim(), loading: add.isPending || change.isPending }} onCancel={onClose} onOk={save}>
      <Field label={t('settings.typeCode')} htmlFor="type-code" hint={t('settings.typeCodeHint')}>
        <Input id="type-code" disabled={type !== undefined} value={code} maxLength={8} onChange={(event) => setCode(event.target.value.toUpperCase())} />
      </Field>
      <Field label={t('settings.typeName')} htmlFor="type-name">
        <Input id="type-name" value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t('settings.typeNameEn')} htmlFor="type-name-en">
        <Input id="type-name-en" value={nameEn} maxLength={60} onChange={(event) => setNameEn(event.target.value)} />
      </Field>
    </Dialog>
  );
}
