import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { logLevels } from './log.ts';
import { secretOf } from './secret.ts';
import { Sentence } from './sentence.ts';

const clone = fileURLToPath(new URL('../../../../', import.meta.url));

export const demoFolder = resolve(clone, 'data-demo');

const count = (least: number, most = Number.MAX_SAFE_INTEGER): z.ZodType<number, string> =>
  z
    .string()
    .regex(/^\d+$/, 'is not a whole number')
    .transform(Number)
    .refine((number) => number >= least && number <= most, most === Number.MAX_SAFE_INTEGER ? `is less than ${least}` : `is not between ${least} and ${most}`);

const yesOrNo = z
  .string()
  .regex(/^(yes|no|true|false|1|0)$/i, 'is neither yes nor no')
  .transform((text) => /^(yes|true|1)$/i.test(text));

const timeZone = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}, 'is not a time zone, such as Asia/Shanghai');

const folder = z.string().transform((path) => resolve(path));
const webAddress = z
  .string()
  .regex(/^https?:\/\/[^/?#\s]+\/?$/, 'is not an address such as https://contracts.example.com')
  .transform((address) => address.replace(/\/$/, ''));

/** Without encryption only to this machine itself, for trying it out or behind a relay on it. */
const providerAddress = z
  .string()
  .regex(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])[^\s?#]+$/, 'is not an address such as https://login.example.com/realms/company');

const serviceAddress = providerAddress.transform((address) => address.replace(/\/$/, ''));

/** Every setting. A key's environment variable is its name in capitals behind QIGE_, but for DATABASE_URL. */
const settings = z.object({
  host: z.string().default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for every network of this machine.'),
  port: count(0, 65_535).default(8970).describe('Port to listen on; 0 takes a free one.'),
  publicUrl: webAddress.optional().describe('The address people type, when a proxy stands in front; default http://HOST:PORT.'),
  trustProxy: yesOrNo.default(false).describe('Believe X-Forwarded-* of the proxy in front: yes or no.'),
  dataDir: folder.default(resolve(clone, 'data')).describe('Folder of everything kept: database, vault, inbox, secret.'),
  databaseUrl: z
    .string()
    .regex(/^(postgres(ql)?|socket):/, 'does not start with postgres://')
    .optional()
    .describe('A PostgreSQL server (15 to 18) to use in place of the embedded one.'),
  adminEmail: z.email('is not an e-mail address').optional().describe('First administrator, made on first start together with QIGE_ADMIN_PASSWORD.'),
  adminPassword: z.string().min(10, 'is shorter than 10 characters').optional().describe('Password of that first administrator, 10 characters or more.'),
  secret: z.string().min(32, 'is shorter than 32 characters').optional().describe('Key that signs sessions and seals second factors, 32 characters or more; default: made once in the data folder.'),
  apiKey: z.string().optional().describe('API key with which `qige ingest --wait` asks the running archive.'),
  oidcIssuer: providerAddress.optional().describe('OpenID Connect provider to sign in through, as its issuer; its redirect address is PUBLIC_URL/api/auth/oidc/callback.'),
  oidcClientId: z.string().optional().describe('What the provider calls this archive; goes with QIGE_OIDC_ISSUER.'),
  oidcClientSecret: z.string().optional().describe('Secret of that client; none for a public client.'),
  oidcName: z.string().max(30, 'is longer than 30 characters').default('SSO').describe('What the button on the sign-in screen calls the provider.'),
  oidcScopes: z.string().regex(/\bopenid\b/, 'does not contain openid').default('openid profile email').describe('What the provider is asked for.'),
  oidcTrustEmail: yesOrNo.default(false).describe('Take e-mail addresses that the provider does not call verified: yes or no.'),
  oidcRegister: yesOrNo.default(false).describe('Add whom the provider vouches for and nobody knows, as a reader: yes or no.'),
  wecomCorpId: z.string().optional().describe('WeCom (企业微信): ID of the company; goes with QIGE_WECOM_AGENT_ID and QIGE_WECOM_SECRET. Redirect address: PUBLIC_URL/api/auth/wecom/callback.'),
  wecomAgentId: z.string().optional().describe('AgentId of the company’s own app there.'),
  wecomSecret: z.string().optional().describe('Secret of that app.'),
  wecomByEmail: yesOrNo.default(true).describe('Find a person the first time by the work e-mail address that WeCom gives: yes or no.'),
  wecomRegister: yesOrNo.default(false).describe('Add whom WeCom vouches for with a work e-mail address and nobody knows, as a reader: yes or no.'),
  wecomLoginUrl: serviceAddress.default('https://login.work.weixin.qq.com').describe('Where the browser is sent for the QR code.'),
  wecomInsideUrl: serviceAddress.default('https://open.weixin.qq.com').describe('Where a browser inside WeCom itself is sent.'),
  wecomApiUrl: serviceAddress.default('https://qyapi.weixin.qq.com').describe('Where the archive asks who came; WeCom answers only to the trusted addresses of the app.'),
  dingtalkAppKey: z.string().optional().describe('DingTalk (钉钉): AppKey (Client ID) of the company’s own app; goes with QIGE_DINGTALK_APP_SECRET. Redirect address: PUBLIC_URL/api/auth/dingtalk/callback.'),
  dingtalkAppSecret: z.string().optional().describe('AppSecret of that app.'),
  dingtalkByEmail: yesOrNo.default(true).describe('Find a person the first time by the work e-mail address that DingTalk gives: yes or no.'),
  dingtalkRegister: yesOrNo.default(false).describe('Add whom DingTalk vouches for with a work e-mail address and nobody knows, as a reader: yes or no.'),
  dingtalkLoginUrl: serviceAddress.default('https://login.dingtalk.com').describe('Where the browser is sent.'),
  dingtalkApiUrl: serviceAddress.default('https://api.dingtalk.com').describe('Where the archive asks who came.'),
  dingtalkMembersUrl: serviceAddress.default('https://oapi.dingtalk.com').describe('Where it asks whether they belong to the company.'),
  feishuAppId: z.string().optional().describe('Feishu (飞书): App ID of the company’s own app; goes with QIGE_FEISHU_APP_SECRET. Redirect address: PUBLIC_URL/api/auth/feishu/callback.'),
  feishuAppSecret: z.string().optional().describe('App Secret of that app.'),
  feishuTenantKey: z.string().optional().describe('The company’s tenant key; where it is set, members of others are turned away.'),
  feishuScopes: z.string().default('').describe('What Feishu is asked for besides, such as contact:user.email:readonly contact:user.employee_id:readonly; the app must have been granted it.'),
  feishuByEmail: yesOrNo.default(true).describe('Find a person the first time by the work e-mail address that Feishu gives: yes or no.'),
  feishuRegister: yesOrNo.default(false).describe('Add whom Feishu vouches for with a work e-mail address and nobody knows, as a reader: yes or no.'),
  feishuLoginUrl: serviceAddress.default('https://accounts.feishu.cn').describe('Where the browser is sent; for Lark https://accounts.larksuite.com.'),
  feishuTokenUrl: providerAddress.default('https://accounts.feishu.cn/oauth/v3/token').describe('Where a code is exchanged.'),
  feishuApiUrl: serviceAddress.default('https://open.feishu.cn').describe('Where the archive asks who came; for Lark https://open.larksuite.com.'),
  ldapUrl: z.string().regex(/^ldaps?:\/\/[^/\s]+\/?$/, 'is not an address such as ldaps://ldap.example.com').optional().describe('Directory that knows the passwords of persons marked so.'),
  ldapBase: z.string().optional().describe('Where in the directory people are looked for; goes with QIGE_LDAP_URL.'),
  ldapBindDn: z.string().optional().describe('Entry that may look for people; default: nobody in particular (anonymous).'),
  ldapBindPassword: z.string().optional().describe('Password of that entry.'),
  ldapFilter: z.string().regex(/^\(.*\{email\}.*\)$/, 'is not a filter with {email} in it').default('(mail={email})').describe('How a person is found; {email} stands for the address typed in.'),
  ldapStartTls: yesOrNo.default(false).describe('Encrypt a connection to ldap:// before anything is said: yes or no.'),
  mqttUrl: z.string().regex(/^(mqtts?|wss?):\/\/[^\s/?#@]+(\/\S*)?$/, 'is not an address such as mqtts://broker.example.com').optional().describe('Broker that the climate sensors speak to; default: none, sensors send by HTTP.'),
  mqttUsername: z.string().optional().describe('Who this archive is to the broker.'),
  mqttPassword: z.string().optional().describe('Password for the broker.'),
  mqttTopics: z.string().min(1).default('#').describe('What is listened to on the broker, separated by commas; only topics of known sensors are read.'),
  ldapCaFile: folder.optional().describe('File with the certificate (PEM) of the company’s own authority, in place of those everybody knows.'),
  timeZone: timeZone.default('Asia/Shanghai').describe('The archive’s time zone: what “today” means, when schedules run.'),
  ocrThreads: count(1, 256).default(availableParallelism()).describe('How many pages are read at once; default: the processors this process may use.'),
  maxFileBytes: count(1).default(2 * 1024 ** 3).describe('Largest file taken in, in bytes.'),
  maxPages: count(1).default(2000).describe('Most pages taken in from one file.'),
  maxPixels: count(1_000_000).default(200_000_000).describe('Largest page in pixels; beyond it a file is taken for a decompression bomb.'),
  shareDays: count(1, 365).default(30).describe('Most days a link for somebody outside is open.'),
  logLevel: z.enum(logLevels, `is none of ${logLevels.join(', ')}`).default('warn').describe('How much is logged to standard error.'),
});

type Settings = z.output<typeof settings>;
export type Config = Settings & { publicUrl: string; secret: string };
type Key = keyof Settings;
const keys = Object.keys(settings.shape) as Key[];
const secretKeys: ReadonlySet<Key> = new Set(['adminPassword', 'apiKey', 'oidcClientSecret', 'wecomSecret', 'dingtalkAppSecret', 'feishuAppSecret', 'ldapBindPassword', 'mqttPassword']);

const together: readonly [Key, Key][] = [
  ['adminEmail', 'adminPassword'],
  ['oidcIssuer', 'oidcClientId'],
  ['wecomCorpId', 'wecomAgentId'],
  ['wecomCorpId', 'wecomSecret'],
  ['dingtalkAppKey', 'dingtalkAppSecret'],
  ['feishuAppId', 'feishuAppSecret'],
  ['ldapUrl', 'ldapBase'],
];

const variableOf = (key: Key): string => (key === 'databaseUrl' ? 'DATABASE_URL' : `QIGE_${key.replace(/[A-Z]/g, '_$&').toUpperCase()}`);

type Environment = Record<string, string | undefined>;

/**
 * Settings from the environment. An empty variable counts as absent, a wrong or unknown one is refused by name.
 * `otherwise` stands in for what is not set.
 */
export function readConfig(environment: Environment = process.env, otherwise: { dataDir?: string } = {}): Config {
  refuseUnknown(environment);
  const given = keys.map((key) => [key, environment[variableOf(key)] || undefined] as const);
  const read = settings.safeParse({ ...otherwise, ...Object.fromEntries(given.filter(([, value]) => value !== undefined)) });
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Sentence(`${variableOf(issue?.path[0] as Key)} ${issue?.message}.`);
  }
  for (const [one, other] of together) {
    if (Boolean(read.data[one]) !== Boolean(read.data[other])) throw new Sentence(`${variableOf(one)} and ${variableOf(other)} go together; one of them is missing.`);
  }
  const chosen = read.data;
  return {
    ...chosen,
    publicUrl: chosen.publicUrl ?? addressOf(chosen),
    // Made when it is first needed: `config` and `ocr` leave no data folder behind.
    get secret() {
      return secretOf(chosen);
    },
  };
}

/** Where a browser on this machine finds what listens there. */
export function addressOf({ host, port }: Pick<Config, 'host' | 'port'>): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** A misspelt setting that is silently ignored is found out months later; QIGE_TEST_… belongs to the tests. */
function refuseUnknown(environment: Environment): void {
  const known = keys.map(variableOf);
  const stranger = Object.keys(environment).find((name) => name.startsWith('QIGE_') && !name.startsWith('QIGE_TEST_') && !known.includes(name));
  if (!stranger) return;
  const [nearest] = known.toSorted((a, b) => distance(a, stranger) - distance(b, stranger));
  throw new Sentence(`${stranger} is not a setting of Qige; did you mean ${nearest}?`);
}

/** How many letters must change to get from one word to the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = (row[j] ?? 0) + (letter === b[j] ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The settings in force, one block a key, secrets hidden: what `main.ts config` prints. */
export function describeConfig(config: Config): string {
  return keys.map((key) => `# ${settings.shape[key].description}\n${variableOf(key)}=${shown(key, config)}\n`).join('\n');
}

function shown(key: Key, config: Config): string {
  if (key === 'secret') return '********'; // not even looked at: looking would make it
  const value = config[key];
  if (value === undefined) return '';
  if (secretKeys.has(key)) return '********';
  if (key === 'databaseUrl') return String(value).replace(/(:\/\/[^:@/]*:)[^@]*@/, '$1********@').replace(/(password=)[^&]*/, '$1********');
  return String(value);
}
