import {
  applySealEndpoint, breakSealEndpoint, changePaperRulesEndpoint, closeIncidentEndpoint, closeShipmentEndpoint, confirmHandOverEndpoint, foundAgainEndpoint, listHandOversEndpoint, listIncidentsEndpoint, listPapersInHandsEndpoint, listSealsEndpoint,
  listShipmentsEndpoint, openIncidentEndpoint, refuseHandOverEndpoint, releaseEndpoint, reportIncidentEndpoint, sendPapersEndpoint, showHandOverEndpoint, showPaperRulesEndpoint, showSignatureEndpoint, signHandOverEndpoint,
  withdrawHandOverEndpoint,
} from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { decideHandOver, listHandOvers, listPapersInHands, releasePapers, showHandOver, showSignature, signHandOver } from './hand-over.actions.ts';
import { closeIncident, findAgain, listIncidents, openIncident, reportIncident } from './incident.actions.ts';
import { changePaperRules, paperRules } from './paper-rules.actions.ts';
import { applySeal, breakSeal, listSeals } from './seal.actions.ts';
import { closeShipment, listShipments, sendPapers } from './shipment.actions.ts';

export const handOversRoutes: Routes = (serve, app) => {
  serve(listHandOversEndpoint, ({ actor, query }) => listHandOvers(app, actor, query));
  serve(listPapersInHandsEndpoint, ({ actor }) => listPapersInHands(app, actor));
  serve(showHandOverEndpoint, ({ actor, params }) => showHandOver(app.db, actor, params.handOverId));
  serve(releaseEndpoint, ({ actor, body }) => releasePapers(app, actor, body));
  serve(confirmHandOverEndpoint, ({ actor, params, body }) => decideHandOver(app, actor, params.handOverId, 'confirm', body));
  serve(signHandOverEndpoint, ({ actor, params, body }) => signHandOver(app, actor, params.handOverId, body));
  serve(refuseHandOverEndpoint, ({ actor, params, body }) => decideHandOver(app, actor, params.handOverId, 'refuse', body));
  serve(withdrawHandOverEndpoint, ({ actor, params, body }) => decideHandOver(app, actor, params.handOverId, 'withdraw', body));
  serve(showSignatureEndpoint, ({ actor, params }) => showSignature(app, actor, params.handOverId));

  serve(listShipmentsEndpoint, ({ actor, query }) => listShipments(app, actor, query));
  serve(sendPapersEndpoint, ({ actor, body }) => sendPapers(app, actor, body));
  serve(closeShipmentEndpoint, ({ actor, params, body }) => closeShipment(app, actor, params.shipmentId, body));

  serve(listSealsEndpoint, ({ actor, query }) => listSeals(app, actor, query));
  serve(applySealEndpoint, ({ actor, body }) => applySeal(app, actor, body));
  serve(breakSealEndpoint, ({ actor, params, body }) => breakSeal(app, actor, params.sealId, body));

  serve(listIncidentsEndpoint, ({ actor, query }) => listIncidents(app, actor, query));
  serve(openIncidentEndpoint, ({ actor, body }) => openIncident(app, actor, body));
  serve(reportIncidentEndpoint, ({ actor, params, body }) => reportIncident(app, actor, params.incidentId, body.reportedTo));
  serve(closeIncidentEndpoint, ({ actor, params, body }) => closeIncident(app, actor, params.incidentId, body.remedy));
  serve(foundAgainEndpoint, ({ actor, params, body }) => findAgain(app, actor, params.incidentId, body));

  serve(showPaperRulesEndpoint, () => paperRules(app.db));
  serve(changePaperRulesEndpoint, ({ actor, body }) => changePaperRules(app, actor, body));
};
