import { addPartyEndpoint, changePartyEndpoint, mergePartiesEndpoint } from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { addParty, changeParty, mergeParties } from './parties.actions.ts';

// Which parties a reader may see follows from the contracts they may see, so the room of contracts serves the list and the page.
export const partiesRoutes: Routes = (serve, app) => {
  serve(addPartyEndpoint, ({ actor, body }) => addParty(app, actor, body));
  serve(changePartyEndpoint, ({ actor, params, body }) => changeParty(app, actor, params.partyId, body));
  serve(mergePartiesEndpoint, ({ actor, params, body }) => mergeParties(app, actor, params.partyId, body.from));
};
