import { listCompaniesEndpoint, type PersonRow } from '@qige/wire';
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';

/** For which of our companies a person works; an archive of a single company need not be asked. */
export function PersonCompanies({ companies, self, onChange }: { companies: PersonRow['companyIds']; self: boolean; onChange: (companies: PersonRow['companyIds']) => void }): ReactNode {
  const { t } = useTranslation();
  const ours = useAsk(listCompaniesEndpoint, {}, { staleTime: 60_000 }).data?.companies ?? [];
  if (ours.length === 0) return null;
  return (
    <fieldset style={{ margin: '0 0 16px', padding: 0, border: 0 }}>
      <legend style={{ marginBottom: 4, fontSize: 13 }}>{t('access.companies')}</legend>
      <div style={{ maxHeight: 200, overflowY: 'auto' }}>
        {ours.map(({ id, name }) => (
          <div key={id} style={{ padding: '2px 0' }}>
            <Checkbox disabled={self} checked={companies.includes(id)} onChange={(event) => onChange(event.target.checked ? [...companies, id] : companies.filter((one) => one !== id))}>
              {name}
            </Checkbox>
          </div>
        ))}
      </div>
      <p style={{ margin: 0, color: 'var(--ink-soft)', fontSize: 12 }}>{t('access.companiesSay')}</p>
    </fieldset>
  );
}
