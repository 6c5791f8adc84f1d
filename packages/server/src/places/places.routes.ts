import {
  addPlaceKindEndpoint,
  addPlacesEndpoint,
  changePlaceEndpoint,
  changePlaceKindEndpoint,
  closePlaceEndpoint,
  findPlacesEndpoint,
  findWhereaboutsEndpoint,
  listContentsEndpoint,
  listPlaceKindsEndpoint,
  listPlacesEndpoint,
  movePlaceEndpoint,
  proposePlacesEndpoint,
  showPictureEndpoint,
  showPlaceEndpoint,
} from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { changePlace, closePlace } from './change.actions.ts';
import { listContents } from './contents.actions.ts';
import { addKind, changeKind, listKinds } from './kind.actions.ts';
import { proposePlaces } from './proposals.actions.ts';
import { findPlaces, listPlaces, showPicture, showPlace } from './show.actions.ts';
import { addPlaces, movePlace } from './tree.actions.ts';
import { findWhereabouts } from './whereabouts.actions.ts';

export const placesRoutes: Routes = (serve, app) => {
  serve(listPlaceKindsEndpoint, () => listKinds(app));
  serve(addPlaceKindEndpoint, ({ actor, body }) => addKind(app, actor, body));
  serve(changePlaceKindEndpoint, ({ actor, params, body }) => changeKind(app, actor, params.kindCode, body));
  serve(listPlacesEndpoint, ({ query }) => listPlaces(app, query));
  serve(addPlacesEndpoint, ({ actor, body }) => addPlaces(app, actor, body));
  serve(findPlacesEndpoint, ({ query }) => findPlaces(app, query));
  serve(proposePlacesEndpoint, ({ actor, query }) => proposePlaces(app, actor, query));
  serve(showPlaceEndpoint, ({ actor, params }) => showPlace(app.db, actor, params.placeId));
  serve(changePlaceEndpoint, ({ actor, params, body }) => changePlace(app, actor, params.placeId, body));
  serve(movePlaceEndpoint, ({ actor, params, body }) => movePlace(app, actor, params.placeId, body));
  serve(closePlaceEndpoint, ({ actor, params, body }) => closePlace(app, actor, params.placeId, body.closed));
  serve(listContentsEndpoint, ({ actor, params, query }) => listContents(app, actor, params.placeId, query));
  serve(showPictureEndpoint, ({ actor, params }) => showPicture(app, actor, params.placeId));
  serve(findWhereaboutsEndpoint, ({ actor, query }) => findWhereabouts(app, actor, query));
};
