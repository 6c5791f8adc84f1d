import { call, type ContractType, correctFieldEndpoint, type FieldName, matchPartiesEndpoint, type PartyMatch, type ReadField, type ScanReading, showReadingEndpoint, uncorrectFieldEndpoint } from '@qige/wire';
import { useMemo, useRef } from 'react';
import { keyOf, queries, refresh, useAsk } from '../api/ask.ts';
import { send } from '../api/send.ts';
import { textOf, valueOf } from '../reading/field-values.ts';
import { registrationOf, sidesOf, type Side, textsOf, unreadableIn } from './draft.ts';
import { type PartyOffer, partyOffer } from './party-offer.ts';
import { useDraft } from './use-draft.ts';

/** Fields of the form that the archive asks for and no page says. */
const ownFields: ReadonlySet<string> = new Set(['contractTypeId', 'departmentId', 'ownerId', 'confidentiality', 'main.number', 'main.kind']);

export interface DeskForm {
  reading: ScanReading;
  sides: Side[];
  at: (field: string) => string;
  read: (field: string) => ReadField | undefined;
  /** Which party of the register a side will be bound to. */
  offer: (side: Side) => PartyOffer | undefined;
  type: (field: string, text: string) => void;
  /** Keeps what was typed with the scan, so that the checks run on it. Throws what the server refuses. */
  settle: (field: string) => Promise<void>;
  /** When every correction on its way has arrived or was refused, and the parties were matched after it. */
  settled: () => Promise<void>;
  uncorrect: (field: string) => Promise<void>;
  /** Fields that hold what cannot be read, and sides of which nobody has said who they are. */
  unreadable: () => string[];
  undecided: () => Side[];
  registration: () => ReturnType<typeof registrationOf>;
  forget: () => void;
}

export function useDeskForm(reading: ScanReading, types: readonly ContractType[]): DeskForm {
  const { scanId } = reading;
  const ofScan = { params: { scanId } };
  const draft = useDraft(scanId);
  const matches = useAsk(matchPartiesEndpoint, ofScan);
  /** Corrections go one after the other, so that the last one typed is the last one kept. */
  const line = useRef(Promise.resolve());
  const byName = useMemo(() => new Map<string, ReadField>(reading.fields.map((field) => [field.field, field])), [reading.fields]);
  const key = keyOf(showReadingEndpoint, ofScan);

  /** The form at this moment; corrections and matches may have arrived since the screen was drawn. */
  const now = () => {
    const newest = queries.getQueryData<ScanReading>(key) ?? reading;
    const edits = draft.now();
    const at = textsOf(newest, types, edits);
    const parties = queries.getQueryData<typeof matches.data>(keyOf(matchPartiesEndpoint, ofScan))?.parties;
    const match = (side: Side): PartyMatch | undefined => parties?.find((one) => one.side === side && one.name === at(`party${side}.name`).trim() && (one.uscc ?? '') === at(`party${side}.uscc`).trim());
    const offer = (side: Side): PartyOffer | undefined => partyOffer(match(side), at(`party${side}.choice`));
    return { at, sides: sidesOf(newest.fields, edits), version: newest.version, fields: newest.fields, offer };
  };
  const at = textsOf(reading, types, draft.edits);
  const put = (field: ReadField): void => {
    queries.setQueryData<ScanReading>(key, (old) => (old ? { ...old, fields: [...old.fields.filter((one) => one.field !== field.field), field] } : old));
    void refresh([showReadingEndpoint.path, matchPartiesEndpoint.path]);
  };
  const inLine = async (run: () => Promise<void>): Promise<void> => {
    const work = line.current.then(run);
    line.current = work.catch(() => {});
    await work;
  };
  const keep = async (field: FieldName): Promise<void> => {
    const typed = draft.now()[field];
    if (typed === undefined) return;
    const read = valueOf(field, typed);
    if ('problem' in read || textOf(read.value) === textOf(now().fields.find((one) => one.field === field)?.value)) return;
    put(await call(send, correctFieldEndpoint, { params: { scanId, field }, body: { value: read.value } }));
    // What was typed over it meanwhile stays.
    if (draft.now()[field] === typed) draft.forget(field);
  };

  return {
    reading,
    sides: sidesOf(reading.fields, draft.edits),
    at,
    read: (field) => byName.get(field),
    offer: (side) => partyOffer(matches.data?.parties.find((one) => one.side === side), at(`party${side}.choice`)),
    type: (field, text) => {
      const named = /^(party[A-E])\.(?:name|uscc)$/.exec(field)?.[1];
      // Another name or code is another question: whoever was chosen for the old one is not meant.
      draft.type(named ? { [field]: text, [`${named}.choice`]: '' } : { [field]: text });
    },
    settle: async (field) => {
      if (!ownFields.has(field) && !field.endsWith('.choice')) await inLine(() => keep(field as FieldName));
    },
    settled: async () => {
      await line.current;
      await queries.fetchQuery({ queryKey: keyOf(matchPartiesEndpoint, ofScan), queryFn: () => call(send, matchPartiesEndpoint, ofScan), staleTime: Number.POSITIVE_INFINITY }).catch(() => {});
    },
    uncorrect: async (field) => {
      draft.forget(field);
      await inLine(async () => put(await call(send, uncorrectFieldEndpoint, { params: { scanId, field: field as FieldName } })));
    },
    unreadable: () => {
      const form = now();
      return unreadableIn(form.at, form.sides);
    },
    undecided: () => {
      const form = now();
      return form.sides.filter((side) => form.offer(side)?.by === 'code-differs' && form.offer(side)?.taken === undefined);
    },
    registration: () => {
      const form = now();
      const chosen = (field: string): string => form.offer(field.charAt('party'.length) as Side)?.sent ?? '';
      return registrationOf((field) => (field.endsWith('.choice') ? chosen(field) : form.at(field)), form.sides, form.version);
    },
    forget: draft.forgetAll,
  };
}
