import { findPlacesEndpoint, listPartiesEndpoint, suggestEndpoint } from '@qige/wire';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../api/ask.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { chooseTheme } from '../theme/theme-choice.ts';
import { chooseLanguage } from '../words/words.ts';
import { signOut } from './auth.ts';
import { useMe } from './me.ts';
import { matches, placesFor } from './places.ts';
import styles from './command-bar.module.css';

interface Line {
  id: string;
  icon: IconName;
  name: string;
  note: string;
  run: () => void;
}

/** Any room, action, contract number, title or party, from two keys. */
export function CommandBar({ onClose, onKeys }: { onClose: () => void; onKeys: () => void }): ReactNode {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { may } = useMe();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const wanted = text.trim();
  // The server is asked when typing pauses; rooms and actions answer to every key, so that Enter never takes what an earlier text meant.
  const asked = useDeferredValue(wanted);
  const found = useAsk(suggestEndpoint, { query: { text: asked || '-' } }, { enabled: asked !== '' && may.has('contracts.see') });
  // The register of parties knows initials, credit codes and former names, too.
  const known = useAsk(listPartiesEndpoint, { query: { text: asked || '-', limit: 5 } }, { enabled: asked !== '' && may.has('parties.see') && may.has('contracts.see') });
  const stands = useAsk(findPlacesEndpoint, { query: { text: asked || '-', limit: 5 } }, { enabled: asked !== '' && may.has('places.see') });

  const acts = [
    { id: 'keys', icon: 'keys', keys: 'kjj kuaijiejian keys shortcuts', run: onKeys },
    { id: 'light', icon: 'sun', keys: 'qs qianse light', run: () => chooseTheme('light') },
    { id: 'dark', icon: 'moon', keys: 'ss shense dark', run: () => chooseTheme('dark') },
    { id: 'language', icon: 'settings', keys: 'yy yuyan english zhongwen language', run: () => void chooseLanguage(i18n.language === 'en' ? 'zh-CN' : 'en') },
    { id: 'sheets', icon: 'print', keys: 'fgy fengeye separator sheets print', run: () => void navigate({ to: '/scans', search: { view: 'sheets' } }) },
    { id: 'signOut', icon: 'leave', keys: 'tc tuichu sign out', run: () => void signOut().then(() => navigate({ to: '/sign-in', search: {} })) },
  ] as const;
  const ranked = [
    ...placesFor(may).map((place) => ({ rank: matches(wanted, t(`room.${place.id}`), place.keys), line: { id: place.id, icon: place.icon, name: t(`room.${place.id}`), note: t('find.room'), run: () => void navigate({ to: place.to }) } })),
    ...acts
      .filter((act) => act.id !== 'sheets' || may.has('intake.add'))
      .map((act) => ({ rank: matches(wanted, t(`find.${act.id}`), act.keys), line: { id: act.id, icon: act.icon as IconName, name: t(`find.${act.id}`), note: t('find.act'), run: act.run } })),
  ]
    .filter((one) => one.rank > 0)
    .sort((a, b) => b.rank - a.rank);
  const contracts = (wanted !== '' && asked === wanted ? (found.data?.suggestions ?? []) : []).map(
    (one): Line => ({
      id: `${one.kind} ${one.contractId} ${one.text}`,
      icon: one.kind === 'party' ? 'parties' : 'contracts',
      name: one.text,
      note: t(`find.${one.kind}`),
      run: () => void (one.kind === 'party' ? navigate({ to: '/search', search: { q: `party:"${one.text}"` } }) : navigate({ to: '/contracts/$contractId', params: { contractId: one.contractId } })),
    }),
  );
  const named = new Set(contracts.map(({ name }) => name));
  const parties = (wanted !== '' && asked === wanted ? (known.data?.parties ?? []) : [])
    .filter(({ name }) => !named.has(name))
    .map(({ id, name }): Line => ({ id, icon: 'parties', name, note: t('find.party'), run: () => void navigate({ to: '/search', search: { q: `party:"${name}"` } }) }));
  const boxes = (wanted !== '' && asked === wanted ? (stands.data?.places ?? []) : []).map(
    (one): Line => ({ id: one.id, icon: 'archive', name: one.where, note: t('places.command'), run: () => void navigate({ to: '/archive', search: { view: 'places', place: one.id } }) }),
  );
  const everywhere: Line[] = wanted && may.has('contracts.see') ? [{ id: 'everywhere', icon: 'search', name: t('find.everywhere', { words: wanted }), note: t('room.search'), run: () => void navigate({ to: '/search', search: { q: wanted } }) }] : [];
  const [sure, unsure] = [ranked.filter((one) => one.rank >= 3 || wanted === ''), ranked.filter((one) => one.rank < 3 && wanted !== '')].map((some) => some.map((one): Line => one.line)) as [Line[], Line[]];
  const lines = [...sure, ...contracts, ...parties, ...boxes, ...unsure, ...everywhere];

  const choose = (line: Line | undefined): void => {
    if (!line) return;
    onClose();
    line.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const next = (at + step + lines.length) % Math.max(1, lines.length);
      setAt(next);
      list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) choose(lines[at]);
  };

  return (
    <Dialog open footer={null} closable={false} transitionName="" maskTransitionName="" onCancel={onClose} width={600} style={{ top: 80 }} styles={{ container: { padding: 0 } }} title={<span className="visually-hidden">{t('shell.find')}</span>}>
      <div className={styles['field']}>
        <Icon name="search" />
        <input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls="commands"
          aria-activedescendant={lines[at] ? `command-${at}` : undefined}
          aria-label={t('shell.find')}
          placeholder={t('find.hint')}
          value={text}
          maxLength={100}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul id="commands" ref={list} role="listbox" aria-label={t('shell.find')} className={styles['lines']}>
        {lines.map((line, index) => (
          <li key={line.id} id={`command-${index}`} role="option" aria-selected={index === at} onMouseMove={() => setAt(index)} onClick={() => choose(line)}>
            <Icon name={line.icon} size={16} />
            <span className={styles['name']}>{line.name}</span>
            <span className={styles['note']}>{line.note}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
