import { useTranslation } from 'react-i18next';

export function useSignatureWords(): Record<'area' | 'say' | 'type' | 'draw' | 'typed' | 'clear', string> {
  const { t } = useTranslation();
  return { area: t('signature.area'), say: t('signature.say'), type: t('signature.type'), draw: t('signature.draw'), typed: t('signature.typed'), clear: t('signature.clear') };
}
