import { changePaperRulesEndpoint, Confidentiality, type PaperRules, showPaperRulesEndpoint } from '@qige/wire';
import { Input, InputNumber } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Choice } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { parseDay } from '../ui/format.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { say } from '../ui/toast.ts';
import styles from './loans.module.css';

const numbers = ['longestDays', 'remindDaysBefore', 'escalateAfterDays', 'reportDays'] as const;

/** What the archive decides for itself, each figure with where it comes from. */
export function PaperRulesDialog({ onClose }: { onClose: () => void }): ReactNode {
  const rules = useAsk(showPaperRulesEndpoint, {});
  return rules.data ? <Form rules={rules.data} onClose={onClose} /> : null;
}

const daysOf = (text: string): (string | null)[] => text.split(/[\s,，、;；]+/).filter(Boolean).map(parseDay);

function Form({ rules, onClose }: { rules: PaperRules; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(rules);
  const [days, setDays] = useState({ daysOff: rules.daysOff.join('\n'), daysOn: rules.daysOn.join('\n') });
  const change = useAct(changePaperRulesEndpoint, ['/paper-rules', '/contracts/:contractId/lending', '/incidents']);
  const parsed = { daysOff: daysOf(days.daysOff), daysOn: daysOf(days.daysOn) };
  const wrong = (name: 'daysOff' | 'daysOn'): string | undefined => {
    const at = parsed[name].indexOf(null);
    return at < 0 ? undefined : t('paperRules.daysWrong', { text: days[name].split(/[\s,，、;；]+/).filter(Boolean)[at] ?? '' });
  };
  useShortcuts('', [{ keys: 'escape', run: onClose }]);
  const save = (): void =>
    change.mutate(
      { body: { ...draft, daysOff: parsed.daysOff.filter((day) => day !== null), daysOn: parsed.daysOn.filter((day) => day !== null) } },
      {
        onSuccess: () => {
          say(t('paperRules.saved'));
          onClose();
        },
        onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }),
      },
    );
  return (
    <Dialog open width={560} title={t('paperRules.title')} okText={t('act.save')} cancelText={t('act.cancel')} okButtonProps={{ loading: change.isPending, disabled: Boolean(wrong('daysOff') ?? wrong('daysOn')) }} onCancel={onClose} onOk={save}>
      <p className={styles['hint']}>{t('paperRules.say')}</p>
      {numbers.map((name) => (
        <Field key={name} label={t(`paperRules.${name}`)} htmlFor={`rule-${name}`} hint={t(`paperRules.${name}From`)}>
          <InputNumber id={`rule-${name}`} min={name === 'remindDaysBefore' ? 0 : 1} max={name === 'longestDays' ? 365 : name === 'remindDaysBefore' ? 30 : 90} precision={0} value={draft[name]} onChange={(value) => setDraft({ ...draft, [name]: value ?? rules[name] })} />
        </Field>
      ))}
      <Field label={t('paperRules.acrossLevel')} htmlFor="rule-level" hint={t('paperRules.acrossLevelFrom')}>
        <Choice id="rule-level" value={draft.acrossLevel} options={Confidentiality.options.map((value) => ({ value, label: t(`confidentiality.${value}`) }))} onChange={(value) => setDraft({ ...draft, acrossLevel: value as Confidentiality })} />
      </Field>
      {(['daysOff', 'daysOn'] as const).map((name) => (
        <Field key={name} label={t(`paperRules.${name}`)} htmlFor={`rule-${name}`} hint={t('paperRules.daysSay')} trouble={wrong(name)}>
          <Input.TextArea id={`rule-${name}`} autoSize={{ minRows: 2, maxRows: 8 }} value={days[name]} onChange={(event) => setDays({ ...days, [name]: event.target.value })} />
        </Field>
      ))}
    </Dialog>
  );
}
