import type { ReactNode, SelectHTMLAttributes } from 'react';
import { Icon } from './icon.tsx';
import styles from './choice.module.css';

interface ChoiceProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> {
  options: readonly { value: string; label: string }[];
  /** Offered first, standing for nothing chosen. */
  none?: string;
  onChange: (value: string) => void;
  /** As wide as what it stands in. */
  block?: boolean;
}

/** One of a few: the system's own list, which every keyboard and phone knows. */
export function Choice({ options, none, onChange, value, block, ...rest }: ChoiceProps): ReactNode {
  return (
    <span className={styles['choice']} data-block={block || undefined}>
      <select {...rest} value={value} onChange={(event) => onChange(event.target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
      <Icon name="down" size={14} />
    </span>
  );
}
