import {
  forgetSearchEndpoint,
  listSavedSearchesEndpoint,
  markPageEndpoint,
  saveSearchEndpoint,
  searchEndpoint,
  suggestEndpoint,
  summariseSearchEndpoint,
} from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { savedSearchesOf } from './saved.queries.ts';
import { forgetSearch, markPage, saveSearch, search, suggest, summariseSearch } from './search.actions.ts';

export const searchRoutes: Routes = (serve, app) => {
  serve(searchEndpoint, ({ actor, query }) => search(app, actor, query));
  serve(summariseSearchEndpoint, ({ actor, query }) => summariseSearch(app, actor, query));
  serve(suggestEndpoint, ({ actor, query }) => suggest(app, actor, query.text));
  serve(markPageEndpoint, ({ actor, params, query }) => markPage(app, actor, params.pageId, query.words));
  serve(listSavedSearchesEndpoint, async ({ actor }) => ({ savedSearches: await savedSearchesOf(app.db, actor.id) }));
  serve(saveSearchEndpoint, ({ actor, body }) => saveSearch(app, actor, body));
  serve(forgetSearchEndpoint, ({ actor, params }) => forgetSearch(app, actor, params.savedSearchId));
};
