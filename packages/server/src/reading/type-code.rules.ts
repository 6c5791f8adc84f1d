import type { ContractKind } from '@qige/extract';

const codes: Record<ContractKind, string> = {
  purchase: 'CG', sales: 'XS', service: 'FW', technology: 'JS', lease: 'ZL', licence: 'RJ', confidentiality: 'BM', transport: 'YS', storage: 'FW', framework: 'KJ',
  supplement: 'BC', construction: 'GC', work: 'CL', loan: 'JK', guarantee: 'JK', agency: 'DL', advertising: 'FW', labour: 'FW', training: 'FW', property: 'FW',
  transfer: 'QT', other: 'QT',
};

/** Code of the contract type, among those an archive starts with, that a kind of contract belongs to. */
export const typeCodeOf = (kind: ContractKind): string => codes[kind];
