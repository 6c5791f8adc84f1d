import type { ReactNode, SelectHTMLAttributes } from 'react';
import { Icon } from './icon.tsx';
import styles from './choice.module.css';

interface Option {
  value: string;
  label: string;
}

interface ChoiceProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> {
  options?: readonly Option[];
  /** Where there are many: under their headings. */
  groups?: readonly { label: string; options: readonly Option[] }[];
  /** Offered first, standing for nothing chosen. */
  none?: string;
  onChange: (value: string) => void;
  /** As wide as what it stands in. */
  block?: boolean;
}

/** One of a few: the system's own list, which every keyboard and phone knows. */
export function Choice({ options = [], groups = [], none, onChange, value, block, ...rest }: ChoiceProps): ReactNode {
  return (
    <span className={styles['choice']} data-block={block || undefined}>
      <select {...rest} value={value} onChange={(event) => onChange(event.target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map(optionOf)}
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            {group.options.map(optionOf)}
          </optgroup>
        ))}
      </select>
      <Icon name="down" size={14} />
    </span>
  );
}

const optionOf = ({ value, label }: Option): ReactNode => (
  <option key={value} value={value}>
    {label}
  </option>
);
