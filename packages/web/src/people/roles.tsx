import type { Role } from '@qige/wire';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../shell/me.ts';
import { Loading } from '../ui/loading.tsx';
import { Tag } from '../ui/tag.tsx';
import { RolePanel } from './role-panel.tsx';
import { useRoles } from './use-roles.ts';
import styles from '../settings/settings.module.css';

/** What each role allows; those that every archive has are read and copied, the others changed. */
export function Roles(): ReactNode {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { may } = useMe();
  const { open } = useSearch({ from: '/inside/people' });
  const { roles } = useRoles();
  const [copied, setCopied] = useState<Role>();
  const go = (code?: string): void => {
    setCopied(undefined);
    void navigate({ to: '/people', search: { view: 'roles', ...(code ? { open: code } : {}) }, replace: true });
  };
  const chosen = roles.find((role) => role.code === open);
  if (roles.length === 0) return <Loading />;
  return (
    <>
      <div className={styles['beside']}>
        <p className={styles['say']}>{t('access.rolesSay')}</p>
        <ul className={styles['lines']}>
          {roles.map((role) => (
            <li key={role.code}>
              <span className={styles['main']}>
                <b>{i18n.language === 'en' ? role.nameEn : role.name}</b> {role.builtIn && <Tag>{t('access.builtIn')}</Tag>}
                <small>
                  {t(role.permissions.includes('contracts.see') || role.permissions.includes('intake.see') ? `scope.${role.scope}` : 'access.noScope')}
                  {role.clearance && ` · ${t('access.upTo', { level: t(`confidentiality.${role.clearance}`) })}`} · {t('access.permissionCount', { count: role.permissions.length })} · {t('people.count', { count: role.people })}
                </small>
              </span>
              <span className={styles['tools']}>
                <Button size="small" aria-label={`${t(role.may.change ? 'act.edit' : 'access.look')}: ${role.name}`} onClick={() => go(role.code)}>
                  {t(role.may.change ? 'act.edit' : 'access.look')}
                </Button>
                {may.has('roles.manage') && (
                  <Button size="small" aria-label={`${t('access.copy')}: ${role.name}`} onClick={() => setCopied(role)}>
                    {t('access.copy')}
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {copied ? (
        <RolePanel key={`copy ${copied.code}`} role={copied} copy onClose={() => setCopied(undefined)} onSaved={go} />
      ) : (
        chosen && <RolePanel key={chosen.code} role={chosen} onClose={() => go()} onSaved={go} />
      )}
    </>
  );
}
