import { archivalCode, templateVerdict } from '@qige/rules/archival-code';
import { ArchiveRetention, changeFilingSchemeEndpoint, type FilingScheme, type FilingSchemePage, setDepartmentCodeEndpoint, setTypeRetentionEndpoint, showFilingSchemeEndpoint } from '@qige/wire';
import { Button, Input, InputNumber } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct, useAsk } from '../api/ask.ts';
import { sayTrouble } from '../api/trouble.ts';
import { Field } from '../shell/door.tsx';
import { Trouble } from '../shell/trouble.tsx';
import { Choice } from '../ui/choice.tsx';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Section } from '../ui/room.tsx';
import { say } from '../ui/toast.ts';
import styles from './custody.module.css';

const stale = ['/filings'];

/** How archival codes are made, with what each rule rests on. */
export function FilingSchemeScreen({ onBack }: { onBack: () => void }): ReactNode {
  const { t } = useTranslation();
  const page = useAsk(showFilingSchemeEndpoint, {});
  if (page.error) return <Trouble error={page.error} reset={() => void page.refetch()} />;
  if (!page.data) return <Loading />;
  return (
    <div className={styles['page']}>
      <header className={styles['pageHead']}>
        <Button type="text" aria-label={t('custody.scheme.back')} icon={<Icon name="left" />} onClick={onBack} />
        <h2>{t('custody.scheme.title')}</h2>
        <span className={styles['soft']}>{t('custody.scheme.given', { count: page.data.given })}</span>
      </header>
      <p className={styles['say']}>
        {t('custody.scheme.say')} {t('custody.scheme.source')}
      </p>
      <div className={styles['grid']}>
        <SchemeForm key={JSON.stringify(page.data.scheme)} page={page.data} />
        <div>
          <Departments page={page.data} />
          <Retentions page={page.data} />
        </div>
      </div>
    </div>
  );
}

function SchemeForm({ page }: { page: FilingSchemePage }): ReactNode {
  const { t } = useTranslation();
  const [scheme, setScheme] = useState<FilingScheme>(page.scheme);
  const change = useAct(changeFilingSchemeEndpoint, stale);
  const verdict = templateVerdict(scheme.template);
  const [year] = useState(() => String(new Date().getFullYear()));
  const example = verdict.kind === 'good' ? archivalCode(verdict.template, { ...scheme, year, retention: 'D30' }, 1) : undefined;
  const set = (part: Partial<FilingScheme>): void => setScheme({ ...scheme, ...part });
  const bad = { fonds: !/^[0-9A-Z]{4}$/.test(scheme.fonds), category: !/^[A-Z]{2}$/.test(scheme.category), department: !/^[0-9A-Z]{3}$/.test(scheme.department) };
  const ready = example?.kind === 'good' && JSON.stringify(scheme) !== JSON.stringify(page.scheme);
  const put = (body: FilingScheme, undo?: FilingScheme): void =>
    change.mutate({ body }, { onSuccess: () => say(t('custody.scheme.saved'), undo ? { undo: { label: t('custody.scheme.undone'), run: () => put(undo) }, line: 'filing scheme' } : {}), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) });
  const off = !page.may.change;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) put(scheme, page.scheme);
      }}
    >
      <Field label={t('custody.scheme.fonds')} htmlFor="scheme-fonds" hint={t('custody.scheme.fondsHint')} trouble={bad.fonds ? t('custody.scheme.fondsHint') : undefined}>
        <Input id="scheme-fonds" disabled={off} maxLength={4} value={scheme.fonds} onChange={(event) => set({ fonds: event.target.value.toUpperCase() })} />
      </Field>
      <Field label={t('custody.scheme.category')} htmlFor="scheme-category" hint={t('custody.scheme.categoryHint')} trouble={bad.category ? t('custody.scheme.categoryHint') : undefined}>
        <Input id="scheme-category" disabled={off} maxLength={2} value={scheme.category} onChange={(event) => set({ category: event.target.value.toUpperCase() })} />
      </Field>
      <Field label={t('custody.scheme.department')} htmlFor="scheme-department" hint={t('custody.scheme.departmentHint')} trouble={bad.department ? t('custody.scheme.departmentHint') : undefined}>
        <Input id="scheme-department" disabled={off} maxLength={3} value={scheme.department} onChange={(event) => set({ department: event.target.value.toUpperCase() })} />
      </Field>
      <Field label={t('custody.scheme.template')} htmlFor="scheme-template" hint={t('custody.scheme.templateHint')} trouble={verdict.kind === 'bad' ? t(`custody.scheme.problem.${verdict.problem}`, { part: verdict.part }) : undefined}>
        <Input id="scheme-template" disabled={off} maxLength={100} value={scheme.template} onChange={(event) => set({ template: event.target.value })} />
      </Field>
      {example?.kind === 'good' && (
        <p className={styles['say']}>
          <span className={styles['code']}>{t('custody.scheme.example', { code: example.code })}</span>
        </p>
      )}
      <Field label={t('custody.scheme.days')} htmlFor="scheme-days" hint={t('custody.scheme.daysHint')}>
        <InputNumber id="scheme-days" disabled={off} min={1} max={365} precision={0} value={scheme.fileWithinDays} onChange={(days) => days && set({ fileWithinDays: days })} />
      </Field>
      {page.may.change && (
        <Button type="primary" htmlType="submit" disabled={!ready} loading={change.isPending}>
          {t('act.save')}
        </Button>
      )}
    </form>
  );
}

function Departments({ page: { departments, may } }: { page: FilingSchemePage }): ReactNode {
  const { t } = useTranslation();
  const set = useAct(setDepartmentCodeEndpoint, stale);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const wrong = (text: string): boolean => text !== '' && !/^[0-9A-Z]{3}$/.test(text);
  if (departments.length === 0) return null;
  return (
    <Section title={t('custody.scheme.departments')}>
      <p className={styles['say']}>{t('custody.scheme.departmentsSay')}</p>
      <ul className={styles['lines']}>
        {departments.map(({ id, name, code }) => {
          const text = typed[id] ?? code ?? '';
          const save = (): void => {
            if (text === (code ?? '') || wrong(text)) return;
            set.mutate({ params: { departmentId: id }, body: { code: text || null } }, { onSuccess: () => say(t('custody.scheme.saved')), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) });
          };
          return (
            <li key={id}>
              <span className={styles['main']}>{name}</span>
              <Input
                aria-label={`${name} ${t('custody.scheme.departments')}`}
                style={{ width: 110 }}
                disabled={!may.change}
                maxLength={3}
                placeholder={t('custody.scheme.noCode')}
                value={text}
                {...(wrong(text) ? { status: 'error' as const, title: t('custody.scheme.codeWrong') } : {})}
                onChange={(event) => setTyped({ ...typed, [id]: event.target.value.toUpperCase() })}
                onBlur={save}
                onPressEnter={save}
              />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Retentions({ page: { types, may } }: { page: FilingSchemePage }): ReactNode {
  const { t, i18n } = useTranslation();
  const set = useAct(setTypeRetentionEndpoint, stale);
  const nameOf = (type: FilingSchemePage['types'][number]): string => (i18n.language === 'en' ? type.nameEn : type.name);
  const put = (type: FilingSchemePage['types'][number], retention: ArchiveRetention, undo = true): void =>
    set.mutate(
      { params: { contractTypeId: type.id }, body: { retention } },
      { onSuccess: () => say(t('custody.scheme.retentionSet', { type: nameOf(type), retention: t(`custody.retention.${retention}`) }), undo ? { undo: { label: t('act.undo'), run: () => put(type, type.retention, false) }, line: `retention ${type.id}` } : {}), onError: (error) => say(sayTrouble(t, error), { tone: 'wrong' }) },
    );
  return (
    <Section title={t('custody.scheme.types')}>
      <p className={styles['say']}>
        {t('custody.scheme.typesSay')} {t('custody.scheme.typesSource')}
      </p>
      <ul className={styles['lines']}>
        {types.map((type) => (
          <li key={type.id}>
            <span className={styles['main']}>{nameOf(type)}</span>
            <Choice aria-label={`${nameOf(type)} ${t('custody.scheme.types')}`} disabled={!may.change} value={type.retention} options={ArchiveRetention.options.map((value) => ({ value, label: t(`custody.retention.${value}`) }))} onChange={(value) => put(type, value as ArchiveRetention)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
