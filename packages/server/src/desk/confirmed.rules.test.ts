import { expect, test } from 'vitest';
import { RegisterScan, type ReadField } from '@qige/wire';
import { confirmedValues, correctionsIn } from './confirmed.rules.ts';

const confirm = (fields: object, parties: object[] = []) =>
  confirmedValues(RegisterScan.parse({ contractTypeId: 'cty_00000000000000000000', fields: { title: '采购合同', ...fields }, parties }));
const read = (field: ReadField['field'], value: ReadField['value']): ReadField => ({ field, value, engine: null, corrected: null, place: null });

test('only what differs from what counted so far is kept as a correction', () => {
  const values = confirm({ amount: '1200', signedOn: '2024-03-18', payments: [{ label: '首付', percent: 30, amount: '360.00', dueText: null }] }, [{ side: 'A', name: '西安岑嵘精密机械有限公司' }]);
  const before = [
    read('title', '采购合同'),
    read('amount', '1200.00'),
    read('signedOn', '2024-03-13'),
    read('payments', [{ label: '首付', percent: 30, amount: '360', dueText: null }]),
    read('partyA.name', '西安岭嵘精密机械有限公司'),
  ];
  expect(correctionsIn(values, before)).toEqual([['signedOn', '2024-03-18'], ['partyA.name', '西安岑嵘精密机械有限公司']]);
});

test('a value the clerk emptied and a party she left out are correction too', () => {
  expect(correctionsIn(confirm({}), [read('title', '采购合同'), read('warranty', '24个月'), read('partyB.name', '某公司')])).toEqual([
    ['warranty', null],
    ['partyB.name', null],
  ]);
});
