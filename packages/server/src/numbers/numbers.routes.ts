import { changeNumberRuleEndpoint, listNumberRulesEndpoint, previewNumberRuleEndpoint } from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { changePattern, listNumberRules, previewPattern } from './rules.actions.ts';

// The register of numbers (GET /numbers) shows contracts, so the room of contracts serves it.
export const numbersRoutes: Routes = (serve, app) => {
  serve(listNumberRulesEndpoint, () => listNumberRules(app));
  serve(previewNumberRuleEndpoint, ({ params, query }) => previewPattern(app, params.ruleId, query.pattern, query.on));
  serve(changeNumberRuleEndpoint, ({ actor, params, body }) => changePattern(app, actor, params.ruleId, body.pattern));
};
