import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(climate).execute(db);
  await sql.raw(rounds).execute(db);
  for (const [n, { environment, source, bounds }] of rules.entries()) {
    const [temperatureMin, temperatureMax, humidityMin, humidityMax, temperatureDaily, humidityDaily] = bounds;
    await sql`
      insert into climate_rule (id, environment, temperature_min, temperature_max, humidity_min, humidity_max, temperature_daily, humidity_daily, source)
      values (${`clr_${String(n + 1).padStart(20, '0')}`}, ${environment}, ${temperatureMin}, ${temperatureMax}, ${humidityMin}, ${humidityMax}, ${temperatureDaily}, ${humidityDaily}, ${source})`.execute(db);
  }
  await sql`insert into setting (key, value) values ('rounds.checklists', ${JSON.stringify(checklists)}::jsonb)`.execute(db);
}

// A reading as it came is kept for a while (setting); its hour and its day are kept for ever, and are all a chart of a month or a year reads.
const climate = `
  create table climate_rule (
    id text primary key,
    environment text,
    place_id text references place,
    temperature_min numeric(4, 1), temperature_max numeric(4, 1),
    humidity_min numeric(4, 1), humidity_max numeric(4, 1),
    temperature_daily numeric(4, 1), humidity_daily numeric(4, 1),
    readings_before_alarm int not null default 3 check (readings_before_alarm between 1 and 100),
    silent_minutes int not null default 60 check (silent_minutes > 0),
    source text not null default '',
    check ((environment is null) <> (place_id is null)),
    unique (environment),
    unique (place_id)
  );
  create table sensor (
    id text primary key,
    place_id text not null references place,
    name text not null,
    kind text not null check (kind in ('http', 'mqtt', 'manual')),
    token_hash text unique,
    topic text unique,
    temperature_offset numeric(4, 2) not null default 0,
    humidity_offset numeric(4, 2) not null default 0,
    calibrated_on date,
    calibration_due_on date,
    last_at timestamptz,
    last_temperature numeric(5, 2),
    last_humidity numeric(5, 2),
    refused_count int not null default 0,
    last_refused text,
    created_by text not null,
    created_at timestamptz not null default now(),
    closed_at timestamptz
  );
  create index sensor_place on sensor (place_id);
  create table climate_reading (
    sensor_id text not null references sensor,
    at timestamptz not null,
    temperature numeric(5, 2),
    humidity numeric(5, 2),
    by_id text,
    note text,
    primary key (sensor_id, at)
  );
  create index climate_reading_at on climate_reading using brin (at);
  create table climate_hour (
    sensor_id text not null references sensor,
    hour timestamptz not null,
    readings int not null,
    temperature_min numeric(5, 2), temperature_max numeric(5, 2), temperature_sum numeric(12, 2), temperature_count int not null default 0,
    humidity_min numeric(5, 2), humidity_max numeric(5, 2), humidity_sum numeric(12, 2), humidity_count int not null default 0,
    primary key (sensor_id, hour)
  );
  create table climate_day (like climate_hour including defaults);
  alter table climate_day rename column hour to day;
  alter table climate_day alter column day type date;
  alter table climate_day add primary key (sensor_id, day), add foreign key (sensor_id) references sensor;
  create table climate_alarm (
    id text primary key,
    place_id text not null references place,
    sensor_id text references sensor,
    kind text not null check (kind in ('temperature-high', 'temperature-low', 'humidity-high', 'humidity-low', 'temperature-change', 'humidity-change', 'silent', 'calibration')),
    opened_at timestamptz not null default now(),
    value numeric(6, 2),
    bound numeric(6, 2),
    worst numeric(6, 2),
    back_at timestamptz,
    acknowledged_by text, acknowledged_at timestamptz,
    cause text, correction text, corrected_by text, corrected_at timestamptz,
    closed_by text, closed_at timestamptz
  );
  create unique index climate_alarm_one on climate_alarm (sensor_id, kind) where closed_at is null;
  create index climate_alarm_open on climate_alarm (place_id, opened_at) where closed_at is null;
`;

const rounds = `
  create table round_plan (
    id text primary key,
    place_id text not null references place,
    name text not null,
    lines jsonb not null,
    every_days int not null check (every_days between 1 and 400),
    next_on date not null,
    source text not null default '',
    created_by text not null,
    closed_at timestamptz
  );
  create table round (
    id text primary key,
    plan_id text not null references round_plan,
    place_id text not null references place,
    due_on date not null,
    done_at timestamptz not null default now(),
    done_by text not null references person,
    answers jsonb not null,
    note text not null default ''
  );
  create index round_plan_done on round (plan_id, done_at desc);
  create table round_task (
    id text primary key,
    round_id text not null references round,
    place_id text not null references place,
    line text not null,
    what text not null,
    photo_sha256 text,
    task text not null,
    assigned_to text references person,
    due_on date not null,
    done_by text, done_at timestamptz, done_note text, done_photo_sha256 text,
    checked_by text, checked_at timestamptz, check_note text,
    state text not null default 'open' check (state in ('open', 'done', 'checked'))
  );
  create index round_task_open on round_task (due_on) where state <> 'checked';
`;

// Lowest and highest temperature (°C) and relative humidity (%), and how far either may stray from its mean of a day. All of it can be changed.
const rules = [
  { environment: 'paper', source: '档案库房技术管理暂行规定（1987）、JGJ 25-2010：14–24 °C，45–60 %RH，昼夜波动 ±2 °C、±5 %RH', bounds: [14, 24, 45, 60, 2, 5] },
  { environment: 'special', source: '特藏库：14–20 °C，45–55 %RH（JGJ 25-2010）', bounds: [14, 20, 45, 55, 2, 5] },
  { environment: 'magnetic', source: '磁带库：14–24 °C，40–60 %RH（JGJ 25-2010）', bounds: [14, 24, 40, 60, 2, 5] },
  { environment: 'film', source: '胶片（母片）库：13–15 °C，35–45 %RH（JGJ 25-2010）', bounds: [13, 15, 35, 45, 2, 5] },
] as const;

const checklists = [
  { name: '库房八防', source: '通行做法：防盗、防光、防高温、防火、防潮、防尘、防鼠、防虫', lines: ['防盗', '防光', '防高温', '防火', '防潮', '防尘', '防鼠', '防虫'] },
  { name: '库房九防', source: '机关档案管理规定（国家档案局令第13号）', lines: ['防火', '防盗', '防紫外线', '防有害生物', '防水', '防潮', '防尘', '防高温', '防污染'] },
  { name: '法定库房防护', source: '档案法实施条例第22条', lines: ['防火', '防盗', '防水', '防光', '防尘', '防有害气体', '防有害生物', '温湿度调控'] },
];
