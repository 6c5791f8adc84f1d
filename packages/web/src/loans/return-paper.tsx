import { CopyCondition, type LoanPaper, SealBack } from '@qige/wire';
import { Button, Input, InputNumber, Segmented } from 'antd';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaperName } from '../custody/paper-line.tsx';
import { Field } from '../shell/door.tsx';
import { Icon } from '../ui/icon.tsx';
import { say } from '../ui/toast.ts';
import { smallPhoto } from './photo.ts';
import type { Checked } from './return-check.tsx';
import styles from './loans.module.css';

/** One paper as it comes back; what will follow from what is entered is said while it is entered. */
export function ReturnPaper({ paper, look, focus, alone, onLook }: { paper: LoanPaper; look: Checked; focus: boolean; alone: boolean; onLook: (change: Partial<Checked>) => void }): ReactNode {
  const { t } = useTranslation();
  const name = usePaperName();
  const picker = useRef<HTMLInputElement>(null);
  const missing = look.pages === null ? 0 : (paper.pagesOut ?? 0) - look.pages;
  const trouble = [missing > 0 ? t('loans.willMiss', { count: missing }) : '', look.condition === 'damaged' && paper.condition !== 'damaged' ? t('loans.willDamage') : ''].filter(Boolean);
  const id = (field: string): string => `back-${field}-${paper.copyId}`;
  return (
    <section className={styles['check']}>
      <h3>
        <span>
          {name(paper)} <span className={styles['soft']}>{t('loans.pagesOut', { count: paper.pagesOut ?? 0 })}</span>
        </span>
        {!alone && (
          <Button size="small" onClick={() => onLook({ back: !look.back })}>
            {t(look.back ? 'loans.notNow' : 'loans.takeBack')}
          </Button>
        )}
      </h3>
      {look.back && (
        <>
          <div className={styles['grid']}>
            <Field label={t('loans.countPages')} htmlFor={id('pages')}>
              <InputNumber id={id('pages')} autoFocus={focus} inputMode="numeric" min={0} max={10_000} precision={0} value={look.pages} onChange={(pages) => onLook({ pages })} />
            </Field>
            <Field label={t('loans.seal')} htmlFor={id('seal')} {...(paper.seals.length > 0 ? { hint: paper.seals.join(t('act.comma')) } : {})}>
              <Segmented id={id('seal')} value={look.seal} options={SealBack.options.map((value) => ({ value, label: t(`loans.sealBack.${value}`) }))} onChange={(seal) => onLook({ seal })} />
            </Field>
            <Field label={t('loans.condition')} htmlFor={id('condition')}>
              <Segmented id={id('condition')} value={look.condition} options={CopyCondition.options.map((value) => ({ value, label: t(`loans.conditionOf.${value}`) }))} onChange={(condition) => onLook({ condition })} />
            </Field>
            <Field label={t('loans.to')} htmlFor={id('to')}>
              <Segmented
                id={id('to')}
                value={look.home}
                options={[...(paper.home ? [{ value: true, label: t('loans.toHome', { where: paper.home.where.split(' / ').slice(-2).join(' / ') }) }] : []), { value: false, label: t('loans.toHands') }]}
                onChange={(home) => onLook({ home })}
              />
            </Field>
          </div>
          <Field label={t('loans.note')} htmlFor={id('note')}>
            <Input id={id('note')} maxLength={300} placeholder={t('loans.noteHint')} value={look.note} onChange={(event) => onLook({ note: event.target.value })} />
          </Field>
          <input
            ref={picker}
            type="file"
            accept="image/*"
            capture="environment"
            hidden
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) smallPhoto(file).then((photo) => onLook({ photo }), () => say(t('loans.photoUnreadable'), { tone: 'wrong' }));
            }}
          />
          <Button icon={<Icon name="camera" size={16} />} onClick={() => picker.current?.click()}>
            {t(look.photo ? 'loans.photoTaken' : 'loans.takePhoto')}
          </Button>
          {trouble.length > 0 && (
            <p className={styles['wrong']} role="status" style={{ marginTop: 12 }}>
              {t('loans.willBe', { what: trouble.join(t('act.comma')) })}
            </p>
          )}
        </>
      )}
    </section>
  );
}
