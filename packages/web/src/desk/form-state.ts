import { call, type ContractType, correctFieldEndpoint, type FieldName, type ReadField, type ScanReading, showReadingEndpoint, uncorrectFieldEndpoint } from '@qige/wire';
import { useMemo } from 'react';
import { keyOf, queries, refresh } from '../api/ask.ts';
import { send } from '../api/send.ts';
import { textOf, valueOf } from '../reading/field-values.ts';
import { registrationOf, sidesOf, type Side } from './draft.ts';
import { useDraft } from './use-draft.ts';

/** Fields of the form that the archive asks for and no page says. */
const ownFields: ReadonlySet<string> = new Set(['contractTypeId', 'departmentId', 'ownerId', 'confidentiality', 'main.number', 'main.kind']);

export interface DeskForm {
  reading: ScanReading;
  sides: Side[];
  at: (field: string) => string;
  read: (field: string) => ReadField | undefined;
  type: (field: string, text: string) => void;
  /** Keeps what was typed with the scan, so that the checks run on it. Throws what the server refuses. */
  settle: (field: string) => Promise<void>;
  uncorrect: (field: string) => Promise<void>;
  registration: () => ReturnType<typeof registrationOf>;
  forget: () => void;
}

export function useDeskForm(reading: ScanReading, types: readonly ContractType[]): DeskForm {
  const draft = useDraft(reading.scanId);
  const byName = useMemo(() => new Map<string, ReadField>(reading.fields.map((field) => [field.field, field])), [reading.fields]);
  const { scanId, version } = reading;

  const ofArchive = (field: string): string => {
    if (field === 'contractTypeId') {
      const code = byName.get('contractType')?.value;
      const type = types.find((one) => !one.retired && one.code === code) ?? types.find((one) => !one.retired);
      return type?.id ?? '';
    }
    if (field === 'departmentId') return reading.departmentId ?? '';
    if (field === 'confidentiality') return 'internal';
    if (field === 'main.kind') return 'supplement';
    return textOf(byName.get(field)?.value, field);
  };
  const at = (field: string): string => draft.edits[field] ?? ofArchive(field);
  const sides = sidesOf(reading.fields, draft.edits);
  const put = (field: ReadField): void => {
    queries.setQueryData<ScanReading>(keyOf(showReadingEndpoint, { params: { scanId } }), (old) =>
      old ? { ...old, fields: [...old.fields.filter((one) => one.field !== field.field), field] } : old,
    );
    void refresh([showReadingEndpoint.path, '/scans/:scanId/party-matches']);
  };

  return {
    reading,
    sides,
    at,
    read: (field) => byName.get(field),
    type: draft.type,
    settle: async (field) => {
      const typed = draft.edits[field];
      if (typed === undefined || ownFields.has(field) || field.endsWith('.choice')) return;
      const read = valueOf(field, typed);
      if ('problem' in read || textOf(read.value) === textOf(byName.get(field)?.value)) return;
      put(await call(send, correctFieldEndpoint, { params: { scanId, field: field as FieldName }, body: { value: read.value } }));
      draft.forget(field);
    },
    uncorrect: async (field) => {
      draft.forget(field);
      put(await call(send, uncorrectFieldEndpoint, { params: { scanId, field: field as FieldName } }));
    },
    registration: () => registrationOf(at, sides, version),
    forget: () => draft.forget(),
  };
}
