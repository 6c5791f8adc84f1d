import type { Copy } from '@qige/wire';
import type { App } from '../app.ts';
import { decideHandOver } from '../custody/hand-over.actions.ts';
import { listCopies } from '../custody/show.actions.ts';
import { askLoan } from '../loans/ask.actions.ts';
import { decideLoan } from '../loans/decide.actions.ts';
import { handOut } from '../loans/hand-out.actions.ts';
import { Refusal } from '../platform/errors.ts';
import type { Company } from './company.ts';
import { daysAgo } from './days-ago.ts';

/** One original is out and should long be back; another is asked for and waits for the department's head. */
export async function lendSome(app: App, { archivist, borrower, head }: Company): Promise<void> {
  const filed = (await listCopies(app, archivist, { filed: 'yes', limit: 200 })).copies.toReversed();
  const ask = async (then: App, wish: { purpose: string; whyPaper: string }): Promise<{ loanId: Awaited<ReturnType<typeof askLoan>>['id']; copy: Copy } | undefined> => {
    for (let copy = filed.shift(); copy; copy = filed.shift()) {
      try {
        return { loanId: (await askLoan(then, borrower, copy.contract.id, { ...wish, copyIds: [copy.id], onSite: false, days: 2 })).id, copy };
      } catch (error) {
        // Another department's, which they do not see.
        if (!(error instanceof Refusal)) throw error;
      }
    }
    return undefined;
  };

  const out = daysAgo(app, 12);
  const lent = await ask(out, { purpose: '客户来司对账', whyPaper: '客户要当面核对骑缝章' });
  if (lent) {
    await decideLoan(out, head, lent.loanId, { answer: 'approved', reason: '' });
    const { handOverIds } = await handOut(out, archivist, { papers: [{ loanId: lent.loanId, copyId: lent.copy.id, pageCount: lent.copy.pageCount }], note: '' });
    if (handOverIds[0]) await decideHandOver(out, borrower, handOverIds[0], 'confirm', {});
  }
  await ask(daysAgo(app, 1), { purpose: '银行授信核验', whyPaper: '银行只认原件' });
}
