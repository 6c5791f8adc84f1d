import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Actor } from '../actor.ts';
import { seesAll, visibleTo } from '../contracts/visible.queries.ts';
import type { Tables } from '../tables.ts';

/**
 * Who may see a scan. Once registered it follows its contract; before that it belongs to whoever brought it and to the clerks of
 * the department it was brought for. A scan from the watch folder has no department: only archivists see it. True or false, never NULL:
 * what holds pages of others is found by asking the other way round.
 */
export function scanVisibleTo(actor: Actor) {
  return (eb: ExpressionBuilder<Tables, 'scan'>): Expression<SqlBool> => {
    if (actor.kind === 'system' || seesAll(actor)) return eb.lit(true);
    const ofContract = eb.exists(
      eb.selectFrom('contract').select('contract.id').whereRef('contract.id', '=', 'scan.contractId').where(visibleTo(actor)),
    );
    const mayHandle = actor.permissions.has('intake.see');
    const unregistered = eb.and([
      eb('scan.contractId', 'is', null),
      eb.lit(mayHandle),
      actor.departmentIds.length > 0
        ? eb.or([eb('scan.createdBy', '=', actor.id), eb.and([eb('scan.departmentId', 'is not', null), eb('scan.departmentId', 'in', [...actor.departmentIds])])])
        : eb('scan.createdBy', '=', actor.id),
    ]);
    return eb.or([unregistered, ofContract]);
  };
}

/** Who may see a batch and the files in it: whoever brought it, and the clerks of the department it was brought for. */
export function batchVisibleTo(actor: Actor) {
  return (eb: ExpressionBuilder<Tables, 'batch'>): Expression<SqlBool> => {
    if (actor.kind === 'system' || seesAll(actor)) return eb.lit(true);
    if (!actor.permissions.has('intake.see')) return eb.lit(false);
    const own = eb('batch.createdBy', '=', actor.id);
    if (actor.departmentIds.length === 0) return own;
    return eb.or([own, eb.and([eb('batch.departmentId', 'is not', null), eb('batch.departmentId', 'in', [...actor.departmentIds])])]);
  };
}
