import sharp from 'sharp';
import type { Example } from '../sweep.examples.ts';

const one = (ask: Example['ask']): Example => ({ ask });
const shown = (ask: Example['ask']): Example => ({ ask, shows: true });
const ofLoan = (body?: unknown): Example => one(({ loan }) => ({ params: { loanId: loan }, ...(body === undefined ? {} : { body }) }));
const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#808080' } }).jpeg().toBuffer();

export const loansExamples: Readonly<Record<string, Example>> = {
  'GET /loans': shown(() => ({ query: { view: 'all', limit: '200' } })),
  'GET /loans/counts': one(() => ({})),
  'GET /loans/:loanId': ofLoan(),
  'GET /contracts/:contractId/lending': one(({ contract }) => ({ params: { contractId: contract } })),
  'POST /contracts/:contractId/loans': one(({ contract }) => ({ params: { contractId: contract }, body: { purpose: '对账', whyPaper: '要看骑缝章' } })),
  'POST /loans/:loanId/decision': ofLoan({ answer: 'approved' }),
  'POST /loans/:loanId/withdraw': ofLoan({}),
  'POST /loans/hand-outs': one(({ loan, copy }) => ({ body: { papers: [{ loanId: loan, copyId: copy, pageCount: 3 }] } })),
  'POST /loans/returns': one(({ copy }) => ({ body: { papers: [{ copyId: copy, pagesBack: 3, seal: 'none', condition: 'good' }] } })),
  'POST /loans/:loanId/lost': one(({ loan, copy }) => ({ params: { loanId: loan }, body: { copyIds: [copy], what: 'x' } })),
  'PUT /loans/:loanId/papers/:copyId/photo': one(({ loan, copy }) => ({ params: { loanId: loan, copyId: copy }, payload: photo, headers: { 'content-type': 'image/jpeg' } })),
  'GET /loans/:loanId/papers/:copyId/photo': one(({ loan, copy }) => ({ params: { loanId: loan, copyId: copy } })),
};
