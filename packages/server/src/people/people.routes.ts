import * as wire from '@qige/wire';
import type { Routes } from '../platform/http.ts';
import { addDepartment, changeDepartment } from './department.actions.ts';
import { findDepartments } from './department.queries.ts';
import { listMyKeys, makeKey, revokeKeyOf, revokeMyKey } from './key.actions.ts';
import { changeLanguage, endMySession, listMySessions, showMe } from './me.actions.ts';
import { addPerson, changePerson, listPeople, recordLeaving, recordReturn } from './people.actions.ts';
import { addMyPasskey, arePasskeysUsed, beginMyPasskey, listMyPasskeys, removeMyPasskey } from './passkey.actions.ts';
import { findColleagues } from './people.queries.ts';
import { addRole, changeRole, listRoles, removeRole } from './role.actions.ts';
import { findCompanies } from './role.queries.ts';
import { changeSignInWay, endSessionOf, endSessionsOf, linkProvider, resetSecondFactor, showPersonSignIn, unlinkProvider } from './person-sign-in.actions.ts';
import { describeProviders, listWays } from './providers.ts';
import { beginMySecondFactor, confirmMySecondFactor, endMySecondFactor, renewRecoveryCodes, showMySecondFactor } from './second-factor.actions.ts';
import { sessionOf } from './sessions.ts';
import { isSetupNeeded, setUp } from './setup.actions.ts';
import { openSignIn } from './sign-in.ts';
import { liftPause, listPauses } from './sign-in-pause.actions.ts';
import { changeSignInSettings, signInSettings } from './sign-in-settings.actions.ts';

export const peopleRoutes: Routes = (serve, app) => {
  const signIn = openSignIn(app);
  serve(wire.showMeEndpoint, ({ actor }) => showMe(app, actor));
  serve(wire.changeMeEndpoint, ({ actor, body }) => changeLanguage(app, actor, body.language));
  serve(wire.showSetupEndpoint, async () => ({ needed: await isSetupNeeded(app) }));
  serve(wire.setUpEndpoint, ({ body }) => setUp(app, body));

  serve(wire.listPeopleEndpoint, ({ query }) => listPeople(app, query));
  serve(wire.addPersonEndpoint, ({ actor, body }) => addPerson(app, actor, body));
  serve(wire.changePersonEndpoint, ({ actor, params, body }) => changePerson(app, actor, params.personId, body));
  serve(wire.recordLeavingEndpoint, ({ actor, params }) => recordLeaving(app, actor, params.personId));
  serve(wire.recordReturnEndpoint, ({ actor, params }) => recordReturn(app, actor, params.personId));
  serve(wire.listColleaguesEndpoint, async () => ({ colleagues: await findColleagues(app.db) }));

  serve(wire.listRolesEndpoint, ({ actor }) => listRoles(app, actor));
  serve(wire.addRoleEndpoint, ({ actor, body }) => addRole(app, actor, body));
  serve(wire.changeRoleEndpoint, ({ actor, params, body }) => changeRole(app, actor, params.roleCode, body));
  serve(wire.removeRoleEndpoint, ({ actor, params }) => removeRole(app, actor, params.roleCode));
  serve(wire.listCompaniesEndpoint, async () => ({ companies: await findCompanies(app.db) }));

  serve(wire.listDepartmentsEndpoint, async () => ({ departments: await findDepartments(app.db) }));
  serve(wire.addDepartmentEndpoint, ({ actor, body }) => addDepartment(app, actor, body));
  serve(wire.changeDepartmentEndpoint, ({ actor, params, body }) => changeDepartment(app, actor, params.departmentId, body));

  serve(wire.listMySessionsEndpoint, async ({ actor, request }) => listMySessions(app, actor, (await sessionOf(signIn, request))?.id));
  serve(wire.endMySessionEndpoint, ({ actor, params }) => endMySession(app, actor, params.sessionId));
  serve(wire.showMySecondFactorEndpoint, ({ actor }) => showMySecondFactor(app, actor));
  serve(wire.beginSecondFactorEndpoint, ({ actor, body }) => beginMySecondFactor(app, actor, body));
  serve(wire.confirmSecondFactorEndpoint, async ({ actor, body, request }) => confirmMySecondFactor(app, actor, body.code, (await sessionOf(signIn, request))?.id));
  serve(wire.renewRecoveryCodesEndpoint, ({ actor, body }) => renewRecoveryCodes(app, actor, body.code));
  serve(wire.endSecondFactorEndpoint, ({ actor, body }) => endMySecondFactor(app, actor, body.code));

  serve(wire.listMyPasskeysEndpoint, ({ actor }) => listMyPasskeys(app, actor));
  serve(wire.beginPasskeyEndpoint, ({ actor, body }) => beginMyPasskey(app, actor, body));
  serve(wire.addPasskeyEndpoint, ({ actor, body }) => addMyPasskey(app, actor, body));
  serve(wire.removePasskeyEndpoint, ({ actor, params }) => removeMyPasskey(app, actor, params.passkeyId));

  serve(wire.showSignInWaysEndpoint, async () => ({ providers: listWays(app), passkeys: await arePasskeysUsed(app) }));
  serve(wire.listProvidersEndpoint, async () => describeProviders(app));
  serve(wire.showSignInSettingsEndpoint, () => signInSettings(app.db));
  serve(wire.changeSignInSettingsEndpoint, ({ actor, body }) => changeSignInSettings(app, actor, body));
  serve(wire.listSignInPausesEndpoint, () => listPauses(app));
  serve(wire.liftSignInPauseEndpoint, ({ actor, params }) => liftPause(app, actor, params.pauseId));
  serve(wire.showPersonSignInEndpoint, ({ params }) => showPersonSignIn(app, params.personId));
  serve(wire.changeSignInWayEndpoint, ({ actor, params, body }) => changeSignInWay(app, actor, params.personId, body.way));
  serve(wire.linkProviderEndpoint, ({ actor, params, body }) => linkProvider(app, actor, params.personId, params.provider, body.id));
  serve(wire.unlinkProviderEndpoint, ({ actor, params }) => unlinkProvider(app, actor, params.personId, params.provider));
  serve(wire.resetSecondFactorEndpoint, ({ actor, params }) => resetSecondFactor(app, actor, params.personId));
  serve(wire.endSessionOfEndpoint, ({ actor, params }) => endSessionOf(app, actor, params.personId, params.sessionId));
  serve(wire.endSessionsOfEndpoint, ({ actor, params }) => endSessionsOf(app, actor, params.personId));
  serve(wire.revokeKeyOfEndpoint, ({ actor, params }) => revokeKeyOf(app, actor, params.personId, params.keyId));

  serve(wire.listMyKeysEndpoint, ({ actor }) => listMyKeys(app, actor));
  serve(wire.makeKeyEndpoint, ({ actor, body }) => makeKey(app, actor, body));
  serve(wire.revokeKeyEndpoint, ({ actor, params }) => revokeMyKey(app, actor, params.keyId));
};
