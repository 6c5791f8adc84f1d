import { addRoleEndpoint, changeRoleEndpoint, Confidentiality, Permission, removeRoleEndpoint, type Role, Scope } from '@qige/wire';
import { Button, Checkbox, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Panel } from '../ui/panel.tsx';
import { say } from '../ui/toast.ts';
import { RoleRead } from './role-read.tsx';

const stale = ['/roles', '/people', '/me'];

/** One role: its names, what it allows, how far. A changed role changes what all its holders may do, so that is asked for once more. */
export function RolePanel({ role, copy = false, onClose, onSaved }: { role: Role; copy?: boolean; onClose: () => void; onSaved: (code?: string) => void }): ReactNode {
  const { t, i18n } = useTranslation();
  const [name, setName] = useState(copy ? t('access.copyOf', { name: role.name }).slice(0, 40) : role.name);
  const [nameEn, setNameEn] = useState(copy ? `${role.nameEn} 2`.slice(0, 40) : role.nameEn);
  const [permissions, setPermissions] = useState<readonly Permission[]>(role.permissions);
  const [grants, setGrants] = useState<readonly Permission[]>(role.grants);
  const [scope, setScope] = useState<Scope>(role.scope);
  const [clearance, setClearance] = useState<Confidentiality | ''>(role.clearance ?? '');
  const [asking, setAsking] = useState<'change' | 'remove'>();
  const add = useAct(addRoleEndpoint, stale);
  const change = useAct(changeRoleEndpoint, stale);
  const remove = useAct(removeRoleEndpoint, stale);
  const fixed = !copy && !role.may.change;
  const called = i18n.language === 'en' ? nameEn : name;
  const fail = (error: Error): void => say(sayTrouble(t, error), { tone: 'wrong' });
  const body = { name: name.trim(), nameEn: nameEn.trim(), permissions: [...permissions], grants: [...grants], scope, clearance: clearance || null };
  const save = (): void => {
    setAsking(undefined);
    const onSuccess = (saved: Role): void => {
      say(t('access.roleSaved', { name: i18n.language === 'en' ? saved.nameEn : saved.name }));
      onSaved(saved.code);
    };
    if (copy) add.mutate({ body }, { onSuccess, onError: fail });
    else change.mutate({ params: { roleCode: role.code }, body }, { onSuccess, onError: fail });
  };
  const takeAway = (): void => remove.mutate({ params: { roleCode: role.code } }, { onSuccess: () => (say(t('access.roleRemoved', { name: called })), onSaved()), onError: fail });
  return (
    <Panel title={copy ? t('access.newRole') : called} closeLabel={t('act.close')} onClose={onClose} width={520}>
      {fixed && <RoleRead role={role} />}
      {!fixed && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!copy && role.people > 0) setAsking('change');
            else save();
          }}
        >
          <Field label={t('settings.typeName')} htmlFor="role-name">
            <Input id="role-name" autoFocus={copy} value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={t('settings.typeNameEn')} htmlFor="role-name-en">
            <Input id="role-name-en" value={nameEn} maxLength={40} onChange={(event) => setNameEn(event.target.value)} />
          </Field>
          <Field label={t('access.scope')} htmlFor="role-scope" hint={t('access.scopeSay')}>
            <Choice id="role-scope" block value={scope} options={Scope.options.map((value) => ({ value, label: t(`scope.${value}`) }))} onChange={(value) => setScope(value as Scope)} />
          </Field>
          <Field label={t('access.clearance')} htmlFor="role-clearance">
            <Choice id="role-clearance" block none={t('access.clearanceOfPerson')} value={clearance} options={Confidentiality.options.map((value) => ({ value, label: t('access.upTo', { level: t(`confidentiality.${value}`) }) }))} onChange={(value) => setClearance(value as Confidentiality | '')} />
          </Field>
          <Permissions legend={t('access.permissions')} chosen={permissions} onChange={setPermissions} />
          <details style={{ marginBottom: 16 }} open={grants.length > 0}>
            <summary>{t('access.grants')}</summary>
            <p style={{ color: 'var(--ink-soft)', fontSize: 12 }}>{t('access.grantsSay')}</p>
            <Permissions legend={t('access.grants')} hidden chosen={grants} onChange={setGrants} />
          </details>
          <div style={{ display: 'flex', gap: 8 }}>
            <Button type="primary" htmlType="submit" loading={add.isPending || change.isPending} disabled={!name.trim() || !nameEn.trim()}>
              {t(copy ? 'act.add' : 'act.save')}
            </Button>
            {!copy && role.may.remove && <Button onClick={() => setAsking('remove')}>{t('act.remove')}</Button>}
          </div>
        </form>
      )}
      <Dialog open={asking === 'change'} title={t('access.roleChange', { name: called })} okText={t('people.changeRights')} cancelText={t('act.cancel')} onCancel={() => setAsking(undefined)} onOk={save}>
        {t('access.roleChangeSay', { count: role.people })}
      </Dialog>
      <Dialog open={asking === 'remove'} title={t('access.roleRemove', { name: called })} okText={t('act.remove')} cancelText={t('act.cancel')} okButtonProps={{ loading: remove.isPending }} onCancel={() => setAsking(undefined)} onOk={takeAway}>
        {t('access.roleRemoveSay')}
      </Dialog>
    </Panel>
  );
}

function Permissions({ legend, hidden, chosen, onChange }: { legend: string; hidden?: boolean; chosen: readonly Permission[]; onChange: (chosen: readonly Permission[]) => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <fieldset style={{ margin: '0 0 16px', padding: 0, border: 0 }}>
      <legend className={hidden ? 'visually-hidden' : undefined} style={hidden ? {} : { marginBottom: 4, fontSize: 13 }}>
        {legend}
      </legend>
      {Permission.options.map((permission) => (
        <div key={permission} style={{ padding: '2px 0' }}>
          <Checkbox checked={chosen.includes(permission)} onChange={(event) => onChange(event.target.checked ? [...chosen, permission] : chosen.filter((one) => one !== permission))}>
            {t(`permission.${permission}`)}
          </Checkbox>
        </div>
      ))}
    </fieldset>
  );
}
