import * as wire from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { acknowledgeAlarm, closeAlarm, correctAlarm, listAlarms, showAlarm } from './alarm.actions.ts';
import { dropClimateRule, listClimateRooms, listClimateRules, setClimateKeeping, setClimateRule, showClimateSeries } from './room.actions.ts';
import { sendReadings } from './send-readings.actions.ts';
import { addSensor, changeSensor, listSensors, noteClimate, renewSensorToken } from './sensor.actions.ts';

export const climateRoutes: Routes = (serve, app) => {
  serve(wire.listClimateRoomsEndpoint, ({ actor }) => listClimateRooms(app, actor));
  serve(wire.showClimateSeriesEndpoint, ({ params, query }) => showClimateSeries(app, params.placeId, query));
  serve(wire.noteClimateEndpoint, ({ actor, params, body }) => noteClimate(app, actor, params.placeId, body));

  serve(wire.listAlarmsEndpoint, ({ actor, query }) => listAlarms(app, actor, query));
  serve(wire.showAlarmEndpoint, ({ actor, params }) => showAlarm(app, actor, params.alarmId));
  serve(wire.acknowledgeAlarmEndpoint, ({ actor, params }) => acknowledgeAlarm(app, actor, params.alarmId));
  serve(wire.correctAlarmEndpoint, ({ actor, params, body }) => correctAlarm(app, actor, params.alarmId, body));
  serve(wire.closeAlarmEndpoint, ({ actor, params }) => closeAlarm(app, actor, params.alarmId));

  serve(wire.listSensorsEndpoint, () => listSensors(app));
  serve(wire.addSensorEndpoint, ({ actor, body }) => addSensor(app, actor, body));
  serve(wire.changeSensorEndpoint, ({ actor, params, body }) => changeSensor(app, actor, params.sensorId, body));
  serve(wire.renewSensorTokenEndpoint, ({ actor, params }) => renewSensorToken(app, actor, params.sensorId));
  serve(wire.sendReadingsEndpoint, ({ body, request }) => sendReadings(app, request.headers.authorization, body));

  serve(wire.listClimateRulesEndpoint, () => listClimateRules(app));
  serve(wire.setClimateRuleEndpoint, ({ actor, body }) => setClimateRule(app, actor, body));
  serve(wire.dropClimateRuleEndpoint, ({ actor, params }) => dropClimateRule(app, actor, params.placeId));
  serve(wire.setClimateKeepingEndpoint, ({ actor, body }) => setClimateKeeping(app, actor, body.keepReadingsDays));
};
