import { type ContractType, listContractTypesEndpoint } from '@qige/wire';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';

export interface Types {
  all: readonly ContractType[];
  nameOf: (id: string) => string;
  options: { value: string; label: string }[];
}

/** Contract types by name, in the language of the screen. */
export function useTypes(): Types {
  const { i18n } = useTranslation();
  const { data } = useAsk(listContractTypesEndpoint, {}, { staleTime: 60_000 });
  const all = data?.types ?? [];
  const name = (type: ContractType): string => (i18n.language === 'en' ? type.nameEn : type.name);
  return {
    all,
    nameOf: (id) => {
      const type = all.find((one) => one.id === id);
      return type ? name(type) : '';
    },
    options: all.map((type) => ({ value: type.id, label: `${name(type)} ${type.code}` })),
  };
}
