import { changeNumberRuleEndpoint, listNumberRulesEndpoint, type NumberRule, previewNumberRuleEndpoint } from '@qige/wire';
import { Button, Input } from 'antd';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { useMe } from '../shell/me.ts';
import { Trouble } from '../shell/trouble.tsx';
import { formatMoment } from '../ui/format.ts';
import { Loading } from '../ui/loading.tsx';
import { say } from '../ui/toast.ts';
import styles from './numbers.module.css';

export function NumberRules(): ReactNode {
  const { t } = useTranslation();
  const rules = useAsk(listNumberRulesEndpoint, {});
  const { may } = useMe();
  if (rules.error) return <Trouble error={rules.error} reset={() => void rules.refetch()} />;
  if (!rules.data) return <Loading />;
  return (
    <>
      <p className={styles['say']}>{t('numbers.ruleSay')}</p>
      <ul className={styles['rules']}>
        {rules.data.rules.map((rule) => (
          <li key={rule.id}>
            <RuleLine key={rule.pattern} rule={rule} mayChange={may.has('numbers.manage')} />
          </li>
        ))}
      </ul>
    </>
  );
}

function RuleLine({ rule, mayChange }: { rule: NumberRule; mayChange: boolean }): ReactNode {
  const { t, i18n } = useTranslation();
  const [pattern, setPattern] = useState(rule.pattern);
  const asked = useDeferredValue(pattern.trim());
  const changed = asked !== rule.pattern;
  const preview = useAsk(previewNumberRuleEndpoint, { params: { ruleId: rule.id }, query: { pattern: asked } }, { enabled: mayChange && changed && asked !== '', keep: true });
  const name = i18n.language === 'en' ? rule.typeNameEn : rule.typeName;
  const change = useAct(changeNumberRuleEndpoint, ['/number-rules', '/contract-types']);
  const put = (next: string, undo?: string): void =>
    change.mutate(
      { params: { ruleId: rule.id }, body: { pattern: next } },
      { onSuccess: () => say(t('numbers.ruleChanged', { name }), undo ? { undo: { label: t('act.undo'), run: () => put(undo) }, line: `number rule ${rule.id}` } : {}), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) },
    );
  const good = preview.data?.kind === 'good' ? preview.data : undefined;
  return (
    <form
      className={styles['rule']}
      onSubmit={(event) => {
        event.preventDefault();
        if (good && !good.taken) put(asked, rule.pattern);
      }}
    >
      <span className={styles['type']}>
        {name} <small>{rule.typeCode}</small>
      </span>
      <Input aria-label={t('numbers.patternOf', { name })} value={pattern} disabled={!mayChange} maxLength={60} status={preview.data?.kind === 'bad' && changed ? 'warning' : ''} onChange={(event) => setPattern(event.target.value)} />
      <span className={styles['next']} aria-live="polite">
        {!changed && t('numbers.next', { number: rule.next })}
        {changed && preview.data?.kind === 'bad' && <span data-wrong>{t(`numbers.problem.${preview.data.problem}`, { part: preview.data.part })}</span>}
        {changed && good && (
          <>
            {good.taken ? <span data-wrong>{t('numbers.taken', { number: good.taken })}</span> : t('numbers.examples', { numbers: good.examples.join(t('act.comma')) })}
            {good.startsAgain && !good.taken && <small>{t('numbers.startsAgain')}</small>}
          </>
        )}
      </span>
      {changed ? (
        <Button htmlType="submit" type="primary" size="small" disabled={!good || good.taken !== null} loading={change.isPending}>
          {t('act.save')}
        </Button>
      ) : (
        <small className={styles['since']}>{t('numbers.changedAt', { at: formatMoment(rule.updatedAt) })}</small>
      )}
    </form>
  );
}
