import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Tables } from '../tables.ts';

/** Roles that answer for the whole archive. */
export function seesAll(actor: Actor): boolean {
  return actor.kind === 'system' || actor.roles.includes('administrator') || actor.roles.includes('archivist');
}

/**
 * The one place that says who may see a contract; every query made for a person ends with it. Denied unless the contract is the
 * person's own or stands in one of their departments. What has just arrived has neither, so only archivists see it. True or false, never
 * NULL: asked the other way round, an empty column must not let anything through either.
 */
export function visibleTo(actor: Actor) {
  return (eb: ExpressionBuilder<Tables, 'contract'>): Expression<SqlBool> => {
    if (actor.kind === 'system' || seesAll(actor)) return eb.lit(true);
    const own = eb.and([eb('contract.ownerId', 'is not', null), eb('contract.ownerId', '=', actor.id)]);
    if (actor.departmentIds.length === 0) return own;
    return eb.or([own, eb.and([eb('contract.departmentId', 'is not', null), eb('contract.departmentId', 'in', [...actor.departmentIds])])]);
  };
}

/**
 * `visibleTo` taken apart into conditions that exclude each other: the person's own contracts, and each department by itself. Together they
 * are the same contracts; but each can be read in the order of its own index, which one condition with OR cannot.
 */
export function lanesOf(actor: Actor) {
  type Lane = (eb: ExpressionBuilder<Tables, 'contract'>) => Expression<SqlBool>;
  if (actor.kind === 'system' || seesAll(actor) || actor.departmentIds.length > 50) return [visibleTo(actor)];
  const { id, departmentIds } = actor;
  const elsewhere: Lane = (eb) => eb.or([eb('contract.departmentId', 'is', null), eb('contract.departmentId', 'not in', [...departmentIds])]);
  const own: Lane = (eb) => eb.and([eb('contract.ownerId', '=', id), ...(departmentIds.length > 0 ? [elsewhere(eb)] : [])]);
  return [own, ...departmentIds.map((departmentId): Lane => (eb) => eb('contract.departmentId', '=', departmentId))];
}
