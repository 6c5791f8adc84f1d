import { type ArchivalParts, type ArchivalTemplate, seriesOf, templateVerdict, wrongPart } from '@qige/rules/archival-code';
import type { ArchiveRetention, DepartmentId, FilingScheme, PlainDate } from '@qige/wire';

/** A department's code is its own, or that of the nearest above it that has one. */
export function departmentCode(departments: ReadonlyMap<DepartmentId, { parentId: DepartmentId | null; code: string | null }>, departmentId: DepartmentId | null, otherwise: string): { code: string; from: 'own' | 'above' | 'default' } {
  const passed = new Set<DepartmentId>();
  for (let one = departmentId; one !== null && !passed.has(one); one = departments.get(one)?.parentId ?? null) {
    const code = departments.get(one)?.code;
    if (code) return { code, from: one === departmentId ? 'own' : 'above' };
    passed.add(one);
  }
  return { code: otherwise, from: 'default' };
}

export interface Filed {
  signedOn: PlainDate | null;
  /** In the archive's own zone. */
  registeredOn: PlainDate;
  retention: ArchiveRetention;
  department: string;
}

/** The year 年度 is that of signing; of what bears no date, that of registration. */
export function partsOf({ fonds, category }: Pick<FilingScheme, 'fonds' | 'category'>, { signedOn, registeredOn, retention, department }: Filed, over: { year?: string | undefined; retention?: ArchiveRetention | undefined; department?: string | undefined } = {}): ArchivalParts {
  return { fonds, category, year: over.year ?? (signedOn ?? registeredOn).slice(0, 4), retention: over.retention ?? retention, department: over.department ?? department };
}

export type SeriesVerdict = { kind: 'good'; template: ArchivalTemplate; series: string } | { kind: 'bad-template'; problem: string } | { kind: 'wrong-part'; part: string };

export function seriesVerdict(template: string, parts: ArchivalParts): SeriesVerdict {
  const read = templateVerdict(template);
  if (read.kind === 'bad') return { kind: 'bad-template', problem: read.problem };
  const part = wrongPart(parts);
  return part ? { kind: 'wrong-part', part } : { kind: 'good', template: read.template, series: seriesOf(read.template, parts) };
}
