import { Permission, type Role } from '@qige/wire';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Says } from '../ui/lines.tsx';
import { Section } from '../ui/room.tsx';

/** A role that one reads and does not change. */
export function RoleRead({ role }: { role: Role }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Says>{t(role.builtIn ? 'access.builtInSay' : 'access.notYours')}</Says>
      <Section title={t('access.scope')}>
        <p>{t(role.permissions.includes('contracts.see') || role.permissions.includes('intake.see') ? `scope.${role.scope}` : 'access.noScope')}</p>
      </Section>
      <Section title={t('access.clearance')}>
        <p>{role.clearance ? t('access.upTo', { level: t(`confidentiality.${role.clearance}`) }) : t('access.clearanceOfPerson')}</p>
      </Section>
      <Allowed title={t('access.permissions')} permissions={role.permissions} />
      {role.grants.length > 0 && <Allowed title={t('access.grants')} permissions={role.grants} />}
    </>
  );
}

function Allowed({ title, permissions }: { title: string; permissions: readonly Permission[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <Section title={title} count={permissions.length}>
      <ul>
        {Permission.options.filter((one) => permissions.includes(one)).map((one) => (
          <li key={one} style={{ padding: '2px 0' }}>
            {t(`permission.${one}`)}
          </li>
        ))}
      </ul>
    </Section>
  );
}
