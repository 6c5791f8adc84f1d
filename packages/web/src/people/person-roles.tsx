import type { RoleCode } from '@qige/wire';
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoles } from './use-roles.ts';

/** The roles of one person; those beyond the asker's own rights stay as they are. */
export function PersonRoles({ roles, self, onChange }: { roles: readonly RoleCode[]; self: boolean; onChange: (roles: readonly RoleCode[]) => void }): ReactNode {
  const { t } = useTranslation();
  const { roles: all, nameOf } = useRoles();
  return (
    <fieldset style={{ margin: '0 0 16px', padding: 0, border: 0 }}>
      <legend style={{ marginBottom: 4, fontSize: 13 }}>{t('people.roles')}</legend>
      {all.map(({ code, builtIn, scope, may }) => (
        <div key={code} style={{ padding: '2px 0' }}>
          <Checkbox disabled={self || !may.give} checked={roles.includes(code)} onChange={(event) => onChange(event.target.checked ? [...roles, code] : roles.filter((one) => one !== code))}>
            {nameOf(code)} <span style={{ color: 'var(--ink-soft)', fontSize: 12 }}>{builtIn ? t(`roleSays.${code}`) : t(`scope.${scope}`)}</span>
          </Checkbox>
        </div>
      ))}
    </fieldset>
  );
}
