import { z } from 'zod';
import { Done, endpoint, paging } from './endpoint.ts';
import { DepartmentId, KeyId, PartyId, PersonId } from './ids.ts';
import { Confidentiality, Permission, RoleCode } from './permissions.ts';
import { Moment } from './plain-date.ts';
import { oneLine } from './plain-text.ts';

export const Language = z.enum(['zh-CN', 'en']);
export type Language = z.infer<typeof Language>;

/** As long as the sign-in library accepts; shorter ones are refused at the door. */
export const Password = z.string().min(10).max(128);
export const Email = z.email().max(200).transform((email) => email.toLowerCase());
const PersonName = oneLine(60).min(1);

export const Me = z.object({
  person: z.object({ id: PersonId, name: z.string(), email: z.string(), language: Language }),
  roles: z.array(RoleCode),
  permissions: z.array(Permission),
  department: z.object({ id: DepartmentId, name: z.string() }).nullable(),
  /** Set where an API key stands for the person. */
  keyId: KeyId.nullable(),
  /** A role came to need a second factor, and this session has none: setting it up is all that is open. */
  owesSecondFactor: z.boolean(),
});
export type Me = z.infer<typeof Me>;

export const showMeEndpoint = endpoint('GET /me', {
  access: 'signed-in',
  beforeSecondFactor: true,
  summary: 'Who is asking: person, roles, what they may do, department, language.',
  reply: Me,
});
export const changeMeEndpoint = endpoint('PATCH /me', {
  access: 'signed-in',
  summary: 'Changes the language of the screens.',
  body: z.object({ language: Language }),
  reply: Me,
});

export const showSetupEndpoint = endpoint('GET /setup', {
  access: 'anyone',
  summary: 'Whether the first administrator is still to be made.',
  reply: z.object({ needed: z.boolean() }),
});
export const setUpEndpoint = endpoint('POST /setup', {
  access: 'anyone',
  summary: 'Makes the first administrator with the one-time token of the set-up link; sign in afterwards.',
  body: z.object({ token: oneLine(200).min(1), name: PersonName, email: Email, password: Password, language: Language.default('zh-CN') }),
  reply: Done,
  status: 201,
});

export const PersonRow = z.object({
  id: PersonId,
  name: z.string(),
  email: z.string(),
  roles: z.array(RoleCode),
  departmentId: DepartmentId.nullable(),
  departmentName: z.string().nullable(),
  /** Our own companies whose contracts a role of company scope lets the person see. */
  companyIds: z.array(PartyId),
  /** How far down the levels the person's own clearance reaches; a role may reach further. */
  clearance: Confidentiality,
  language: Language,
  leftAt: Moment.nullable(),
  createdAt: Moment,
  lastSeenAt: Moment.nullable(),
});
export type PersonRow = z.infer<typeof PersonRow>;

const Roles = z.array(RoleCode).min(1).max(20);
const Companies = z.array(PartyId).max(100);
const yesOrNo = z.enum(['true', 'false']).transform((text) => text === 'true');
const onePerson = z.object({ personId: PersonId });

export const listPeopleEndpoint = endpoint('GET /people', {
  access: 'people.manage',
  summary: 'The people of the house, by name; those who left only on request.',
  query: z.object({ text: oneLine(60).optional(), left: yesOrNo.default(false), departmentId: DepartmentId.optional(), ...paging }),
  reply: z.object({ people: z.array(PersonRow), next: z.string().nullable() }),
});
export const addPersonEndpoint = endpoint('POST /people', {
  access: 'people.manage',
  summary: 'Adds a person with a first password, to be told to them and changed. Nobody gives rights they neither hold nor may give.',
  body: z.object({
    name: PersonName,
    email: Email,
    password: Password,
    roles: Roles,
    departmentId: DepartmentId.nullable().default(null),
    companyIds: Companies.default([]),
    clearance: Confidentiality.default('internal'),
    language: Language.default('zh-CN'),
  }),
  reply: PersonRow,
  status: 201,
});
export const changePersonEndpoint = endpoint('PATCH /people/:personId', {
  access: 'people.manage',
  summary: 'Changes name, address, roles, department, companies, clearance or password; a new password ends every session. Nobody changes their own rights.',
  params: onePerson,
  body: z
    .object({ name: PersonName, email: Email, password: Password, roles: Roles, departmentId: DepartmentId.nullable(), companyIds: Companies, clearance: Confidentiality })
    .partial(),
  reply: PersonRow,
});
export const recordLeavingEndpoint = endpoint('POST /people/:personId/leave', {
  access: 'people.manage',
  summary: 'The person has left: sessions end and keys are revoked at once; what they did stays.',
  params: onePerson,
  reply: PersonRow,
});
export const recordReturnEndpoint = endpoint('POST /people/:personId/return', {
  access: 'people.manage',
  summary: 'The person is back and may sign in again; keys stay revoked.',
  params: onePerson,
  reply: PersonRow,
});

export const listColleaguesEndpoint = endpoint('GET /colleagues', {
  access: 'signed-in',
  summary: 'Names of those who work here now, for choosing who answers for a contract.',
  reply: z.object({ colleagues: z.array(z.object({ id: PersonId, name: z.string(), departmentId: DepartmentId.nullable() })) }),
});

export const Department = z.object({ id: DepartmentId, name: z.string(), parentId: DepartmentId.nullable(), people: z.int() });
export type Department = z.infer<typeof Department>;
const DepartmentName = oneLine(60).min(1);

export const listDepartmentsEndpoint = endpoint('GET /departments', {
  access: 'signed-in',
  summary: 'All departments; parentId makes the tree.',
  reply: z.object({ departments: z.array(Department) }),
});
export const addDepartmentEndpoint = endpoint('POST /departments', {
  access: 'people.manage',
  summary: 'Adds a department.',
  body: z.object({ name: DepartmentName, parentId: DepartmentId.nullable().default(null) }),
  reply: Department,
  status: 201,
});
export const changeDepartmentEndpoint = endpoint('PATCH /departments/:departmentId', {
  access: 'people.manage',
  summary: 'Renames a department or moves it under another; never under itself or one of its own.',
  params: z.object({ departmentId: DepartmentId }),
  body: z.object({ name: DepartmentName, parentId: DepartmentId.nullable() }).partial(),
  reply: Department,
});

export const SessionRow = z.object({
  id: z.string(),
  createdAt: Moment,
  lastSeenAt: Moment,
  expiresAt: Moment,
  address: z.string().nullable(),
  browser: z.string().nullable(),
  /** The session this request came by. */
  current: z.boolean(),
});
export type SessionRow = z.infer<typeof SessionRow>;

export const listMySessionsEndpoint = endpoint('GET /me/sessions', {
  access: 'signed-in',
  summary: 'Where the asker is signed in.',
  reply: z.object({ sessions: z.array(SessionRow) }),
});
export const endMySessionEndpoint = endpoint('DELETE /me/sessions/:sessionId', {
  access: 'signed-in',
  summary: "Ends one of the asker's sessions.",
  params: z.object({ sessionId: oneLine(60).min(1) }),
  reply: Done,
});

export const KeyRow = z.object({
  id: KeyId,
  name: z.string(),
  /** The first letters of the key, to tell keys apart. */
  start: z.string(),
  createdAt: Moment,
  expiresAt: Moment.nullable(),
  lastUsedAt: Moment.nullable(),
  revokedAt: Moment.nullable(),
});
export type KeyRow = z.infer<typeof KeyRow>;

export const listMyKeysEndpoint = endpoint('GET /me/keys', {
  access: 'keys.own',
  summary: "The asker's API keys, the revoked and expired ones too.",
  reply: z.object({ keys: z.array(KeyRow) }),
});
export const makeKeyEndpoint = endpoint('POST /me/keys', {
  access: 'keys.own',
  summary: 'Makes an API key. It is shown this once: `Authorization: Bearer qk_…`.',
  body: z.object({ name: oneLine(60).min(1), expiresInDays: z.int().min(1).max(730).default(365) }),
  reply: z.object({ key: KeyRow, secret: z.string() }),
  status: 201,
});
export const revokeKeyEndpoint = endpoint('DELETE /me/keys/:keyId', {
  access: 'keys.own',
  summary: 'Revokes a key at once and for ever.',
  params: z.object({ keyId: KeyId }),
  reply: KeyRow,
});
