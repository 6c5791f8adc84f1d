import { listRolesEndpoint, type Role, type RoleCode } from '@qige/wire';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';

/** The roles of this archive and their names; a role that went keeps its code. */
export function useRoles(): { roles: readonly Role[]; nameOf: (code: RoleCode) => string; names: (codes: readonly RoleCode[]) => string } {
  const { i18n } = useTranslation();
  const { data } = useAsk(listRolesEndpoint, {}, { staleTime: 60_000 });
  const roles = data?.roles ?? [];
  const nameOf = (code: RoleCode): string => {
    const role = roles.find((one) => one.code === code);
    return (i18n.language === 'en' ? role?.nameEn : role?.name) ?? code;
  };
  return { roles, nameOf, names: (codes) => codes.map(nameOf).join(i18n.language === 'en' ? ', ' : '、') };
}
