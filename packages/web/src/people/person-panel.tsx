import { addPersonEndpoint, changePersonEndpoint, Confidentiality, listDepartmentsEndpoint, type PersonRow, recordLeavingEndpoint, recordReturnEndpoint, type RoleCode } from '@qige/wire';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { fieldProblems, passwordTrouble, sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { useMe } from '../shell/me.ts';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Panel } from '../ui/panel.tsx';
import { say } from '../ui/toast.ts';
import { PersonCompanies } from './person-companies.tsx';
import { PersonRoles } from './person-roles.tsx';
import { PersonSignIn } from './person-sign-in.tsx';
import { useRoles } from './use-roles.ts';

const stale = ['/people', '/colleagues', '/departments', '/roles'];

/** A person: who they are, what they may do, and whether they still work here. Changed rights are asked for once more. */
export function PersonPanel({ person, onClose, onAdded }: { person: PersonRow | undefined; onClose: () => void; onAdded: (id: string) => void }): ReactNode {
  const { t } = useTranslation();
  const me = useMe();
  const departments = useAsk(listDepartmentsEndpoint, {}, { staleTime: 60_000 });
  const [name, setName] = useState(person?.name ?? '');
  const [email, setEmail] = useState(person?.email ?? '');
  const [password, setPassword] = useState('');
  const [roles, setRoles] = useState<readonly RoleCode[]>(person?.roles ?? ['clerk']);
  const [department, setDepartment] = useState<string>(person?.departmentId ?? '');
  const [companies, setCompanies] = useState<PersonRow['companyIds']>(person?.companyIds ?? []);
  const [clearance, setClearance] = useState<Confidentiality>(person?.clearance ?? 'internal');
  const { names } = useRoles();
  const self = person?.id === me.id;
  const [asking, setAsking] = useState<'roles' | 'leave'>();
  const [trouble, setTrouble] = useState<unknown>();
  const add = useAct(addPersonEndpoint, stale);
  const change = useAct(changePersonEndpoint, stale);
  const leave = useAct(recordLeavingEndpoint, stale);
  const back = useAct(recordReturnEndpoint, stale);
  const differ = (a: readonly string[], b: readonly string[]): boolean => a.toSorted().join() !== b.toSorted().join();
  const rolesChanged = person !== undefined && differ(roles, person.roles);
  const rightsChanged = rolesChanged || (person !== undefined && (clearance !== person.clearance || differ(companies, person.companyIds)));
  const ownDepartment = person?.departmentId ? [{ id: person.departmentId, name: person.departmentName ?? '' }] : [];
  const departmentId = (department || null) as PersonRow['departmentId'];
  const fail = (error: unknown): void => {
    setTrouble(error);
    if (fieldProblems(error).length === 0 && !passwordTrouble(t, error)) say(sayTrouble(t, error), { tone: 'wrong' });
  };
  const save = (): void => {
    setAsking(undefined);
    setTrouble(undefined);
    if (!person) {
      add.mutate(
        { body: { name, email: email.trim(), password, roles: [...roles], departmentId, companyIds: companies, clearance } },
        {
          onSuccess: (added) => {
            say(t('people.added', { name: added.name }));
            onAdded(added.id);
          },
          onError: fail,
        },
      );
      return;
    }
    const rights = self ? {} : { departmentId, companyIds: companies, clearance, ...(rolesChanged ? { roles: [...roles] } : {}) };
    const body = { name, email: email.trim(), ...rights, ...(password ? { password } : {}) };
    change.mutate(
      { params: { personId: person.id }, body },
      {
        onSuccess: () => {
          setPassword('');
          say(t('people.saved'));
        },
        onError: fail,
      },
    );
  };
  const wrong = (field: string, says: string): string | undefined => (fieldProblems(trouble).some((one) => one.field === field) ? says : undefined);
  const short = password !== '' && password.length < 10;
  return (
    <Panel title={person?.name ?? t('people.add')} closeLabel={t('act.close')} onClose={onClose} width={420}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (rightsChanged) setAsking('roles');
          else save();
        }}
      >
        <Field label={t('setUp.name')} htmlFor="person-name" trouble={wrong('name', t('setUp.nameWrong'))}>
          <Input id="person-name" autoFocus={!person} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={t('signIn.email')} htmlFor="person-email" trouble={wrong('email', t('setUp.emailWrong'))}>
          <Input id="person-email" type="email" value={email} maxLength={200} onChange={(event) => setEmail(event.target.value)} />
        </Field>
        <Field label={t(person ? 'people.newPassword' : 'people.firstPassword')} htmlFor="person-password" hint={t(person ? 'people.newPasswordHint' : 'people.firstPasswordHint')} trouble={short ? t('setUp.passwordShort', { left: 10 - password.length }) : passwordTrouble(t, trouble)}>
          <Input.Password id="person-password" autoComplete="new-password" value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
        {self && <p style={{ color: 'var(--ink-soft)' }}>{t('access.selfSay')}</p>}
        <PersonRoles roles={roles} self={self} onChange={setRoles} />
        <Field label={t('field.departmentId')} htmlFor="person-department">
          <Choice id="person-department" block disabled={self} none={t('desk.noDepartment')} value={department} options={(departments.data?.departments ?? ownDepartment).map((one) => ({ value: one.id, label: one.name }))} onChange={setDepartment} />
        </Field>
        <PersonCompanies companies={companies} self={self} onChange={setCompanies} />
        <Field label={t('access.clearance')} htmlFor="person-clearance" hint={t('access.clearanceSay')}>
          <Choice id="person-clearance" block disabled={self} value={clearance} options={Confidentiality.options.map((value) => ({ value, label: t('access.upTo', { level: t(`confidentiality.${value}`) }) }))} onChange={(value) => setClearance(value as Confidentiality)} />
        </Field>
        <div style={{ display: 'flex', gap: 8 }}>
          <Button type="primary" htmlType="submit" loading={add.isPending || change.isPending} disabled={!name.trim() || !email.trim() || roles.length === 0 || short || (!person && password.length < 10)}>
            {t(person ? 'act.save' : 'act.add')}
          </Button>
          {person && !person.leftAt && person.id !== me.id && <Button onClick={() => setAsking('leave')}>{t('people.leave')}</Button>}
          {person?.leftAt && (
            <Button loading={back.isPending} onClick={() => back.mutate({ params: { personId: person.id } }, { onSuccess: () => say(t('people.returned')), onError: fail })}>
              {t('people.return')}
            </Button>
          )}
        </div>
      </form>
      {person && <PersonSignIn person={person} />}
      <Dialog open={asking === 'roles'} title={t('people.rolesChange', { name })} okText={t('people.changeRights')} cancelText={t('act.cancel')} onCancel={() => setAsking(undefined)} onOk={save}>
        {rolesChanged && <p>{t('people.rolesFromTo', { from: names(person?.roles ?? []), to: names(roles) })}</p>}
        {person && clearance !== person.clearance && <p>{t('access.clearanceFromTo', { from: t(`confidentiality.${person.clearance}`), to: t(`confidentiality.${clearance}`) })}</p>}
        {person && differ(companies, person.companyIds) && <p>{t('access.companiesChanged')}</p>}
      </Dialog>
      <Dialog
        open={asking === 'leave'}
        title={t('people.leaveTitle', { name })}
        okText={t('people.leave')}
        cancelText={t('act.cancel')}
        okButtonProps={{ loading: leave.isPending }}
        onCancel={() => setAsking(undefined)}
        onOk={() =>
          person &&
          leave.mutate(
            { params: { personId: person.id } },
            {
              onSuccess: () => {
                setAsking(undefined);
                say(t('people.leaveDone', { name }), { undo: { label: t('act.undo'), run: () => void back.mutateAsync({ params: { personId: person.id } }).then(() => say(t('people.returned')), fail) } });
                onClose();
              },
              onError: fail,
            },
          )
        }
      >
        {t('people.leaveSay')}
      </Dialog>
    </Panel>
  );
}
