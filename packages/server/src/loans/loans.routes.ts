import { Readable } from 'node:stream';
import {
  askLoanEndpoint, countLoansEndpoint, decideLoanEndpoint, handOutEndpoint, keepReturnPhotoEndpoint, listLoansEndpoint, reportLostEndpoint, showLendingEndpoint, showLoanEndpoint, showReturnPhotoEndpoint, takeBackEndpoint,
  withdrawLoanEndpoint,
} from '@qige/wire';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../platform/errors.ts';
import type { Routes } from '../platform/http.ts';
import { askLoan } from './ask.actions.ts';
import { decideLoan, withdrawLoan } from './decide.actions.ts';
import { handOut } from './hand-out.actions.ts';
import { countViews, listLoans, showLending, showLoan } from './show.actions.ts';
import { keepPhoto, reportLost, showPhoto, takeBack } from './take-back.actions.ts';

export const loansRoutes: Routes = (serve, app) => {
  serve(listLoansEndpoint, ({ actor, query }) => listLoans(app, actor, query));
  serve(countLoansEndpoint, ({ actor }) => countViews(app, actor));
  serve(showLoanEndpoint, ({ actor, params }) => showLoan(app, app.db, actor, params.loanId));
  serve(showLendingEndpoint, ({ actor, params }) => showLending(app, actor, params.contractId));
  serve(askLoanEndpoint, ({ actor, params, body }) => askLoan(app, actor, params.contractId, body));
  serve(decideLoanEndpoint, ({ actor, params, body }) => decideLoan(app, actor, params.loanId, body));
  serve(withdrawLoanEndpoint, ({ actor, params }) => withdrawLoan(app, actor, params.loanId));
  serve(handOutEndpoint, ({ actor, body }) => handOut(app, actor, body));
  serve(takeBackEndpoint, ({ actor, body }) => takeBack(app, actor, body));
  serve(reportLostEndpoint, ({ actor, params, body }) => reportLost(app, actor, params.loanId, body));
  serve(keepReturnPhotoEndpoint, ({ actor, params, request }) => keepPhoto(app, actor, params.loanId, params.copyId, imageOf(request)));
  serve(showReturnPhotoEndpoint, ({ actor, params }) => showPhoto(app, actor, params.loanId, params.copyId));
};

function imageOf({ body }: FastifyRequest): Readable {
  if (body instanceof Readable) return body;
  throw new Refusal('invalid_request', 'The photo’s bytes are the body; send them as image/jpeg.', { fields: [{ field: 'body', problem: 'not a picture' }] });
}
