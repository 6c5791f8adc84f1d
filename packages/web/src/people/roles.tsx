import type { Role } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../shell/me.ts';
import { Line, Lines, Says } from '../ui/lines.tsx';
import { Loading } from '../ui/loading.tsx';
import { Tag } from '../ui/tag.tsx';
import { RolePanel } from './role-panel.tsx';
import { useRoles } from './use-roles.ts';
import styles from '../settings/settings.module.css';

/** What each role allows; those that every archive has are read and copied, the others changed. */
export function Roles(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { may } = useMe();
  const { open } = useSearch({ from: '/inside/people' });
  const { roles, nameOf } = useRoles();
  const [copied, setCopied] = useState<Role>();
  const go = (code?: string): void => {
    setCopied(undefined);
    void navigate({ to: '/people', search: { view: 'roles', ...(code ? { open: code } : {}) }, replace: true });
  };
  const chosen = roles.find((role) => role.code === open);
  const sayRole = ({ permissions, scope, clearance, people }: Role): string =>
    [
      t(permissions.includes('contracts.see') || permissions.includes('intake.see') ? `scope.${scope}` : 'access.noScope'),
      ...(clearance ? [t('access.upTo', { level: t(`confidentiality.${clearance}`) })] : []),
      t('access.permissionCount', { count: permissions.length }),
      t('people.count', { count: people }),
    ].join(' · ');
  if (roles.length === 0) return <Loading />;
  return (
    <>
      <div className={styles['beside']}>
        <Says>{t('access.rolesSay')}</Says>
        <Lines>
          {roles.map((role) => (
            <Line
              key={role.code}
              title={
                <>
                  <b>{nameOf(role.code)}</b> {role.builtIn && <Tag>{t('access.builtIn')}</Tag>}
                </>
              }
              says={sayRole(role)}
              tools={
                <>
                  <Button size="small" aria-label={`${t(role.may.change ? 'act.edit' : 'access.look')}: ${nameOf(role.code)}`} onClick={() => go(role.code)}>
                    {t(role.may.change ? 'act.edit' : 'access.look')}
                  </Button>
                  {may.has('roles.manage') && (
                    <Button size="small" aria-label={`${t('access.copy')}: ${nameOf(role.code)}`} onClick={() => setCopied(role)}>
                      {t('access.copy')}
                    </Button>
                  )}
                </>
              }
            />
          ))}
        </Lines>
      </div>
      {copied ? (
        <RolePanel key={`copy ${copied.code}`} role={copied} copy onClose={() => setCopied(undefined)} onSaved={go} />
      ) : (
        chosen && <RolePanel key={chosen.code} role={chosen} onClose={() => go()} onSaved={go} />
      )}
    </>
  );
}
