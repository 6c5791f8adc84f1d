import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Actor, Person } from '../actor.ts';
import { seesAll, visibleTo } from '../contracts/visible.queries.ts';
import type { Tables } from '../tables.ts';

/**
 * Who may see a scan. Once registered it follows its contract; before that it belongs to whoever brought it and, as far as they handle what
 * arrives, to the department it was brought for. A scan from the watch folder has no department: only those who handle all see it. True or
 * false, never NULL: what holds pages of others is found by asking the other way round.
 */
export function scanVisibleTo(actor: Actor) {
  return (eb: ExpressionBuilder<Tables, 'scan'>): Expression<SqlBool> => {
    if (actor.kind === 'system' || (seesAll(actor) && actor.handles === 'all')) return eb.lit(true);
    const ofContract = seesAll(actor)
      ? eb('scan.contractId', 'is not', null)
      : eb.exists(eb.selectFrom('contract').select('contract.id').whereRef('contract.id', '=', 'scan.contractId').where(visibleTo(actor)));
    if (actor.handles === null) return ofContract;
    const theirs =
      actor.handles === 'all'
        ? eb.lit(true)
        : eb.or([
            eb('scan.createdBy', '=', actor.id),
            ...(handlesDepartments(actor) ? [eb.and([eb('scan.departmentId', 'is not', null), eb('scan.departmentId', 'in', [...actor.departmentIds])])] : []),
          ]);
    return eb.or([eb.and([eb('scan.contractId', 'is', null), theirs]), ofContract]);
  };
}

/** Who may see a batch and the files in it: whoever brought it, and those who handle what arrives for its department. */
export function batchVisibleTo(actor: Actor) {
  return (eb: ExpressionBuilder<Tables, 'batch'>): Expression<SqlBool> => {
    if (actor.kind === 'system' || actor.handles === 'all') return eb.lit(true);
    if (actor.handles === null) return eb.lit(false);
    const own = eb('batch.createdBy', '=', actor.id);
    if (!handlesDepartments(actor)) return own;
    return eb.or([own, eb.and([eb('batch.departmentId', 'is not', null), eb('batch.departmentId', 'in', [...actor.departmentIds])])]);
  };
}

// What is not registered stands in no company yet, so company scope reaches here as far as the department.
const handlesDepartments = ({ handles, departmentIds }: Person): boolean => handles !== 'own' && departmentIds.length > 0;
