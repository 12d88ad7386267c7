import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { validateSync } from 'class-validator';
import { errorCode } from '#kernel';
import type { Config, DiscordConfig, S3Config } from './config.js';
import { Environment, SECRETS, VARIABLES, type ProcessRole, type Variable } from './environment.js';
import { shardRange } from './shard-range.js';

/** What is wrong with the environment, one sentence a line. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

const S3_SETTINGS = [
  'DOCKET_EVIDENCE_S3_ENDPOINT',
  'DOCKET_EVIDENCE_S3_BUCKET',
  'DOCKET_EVIDENCE_S3_ACCESS_KEY_ID',
  'DOCKET_EVIDENCE_S3_SECRET_ACCESS_KEY',
] as const;

type RawEnvironment = Readonly<Record<string, string | undefined>>;

/** Reads, checks and shapes the environment; throws a ConfigError that lists everything wrong at once. */
export function loadConfig(env: RawEnvironment): Config {
  const problems: string[] = [];
  const texts = readTexts(env, problems);
  const environment = parse(texts);
  for (const failure of validateSync(environment, { stopAtFirstError: true })) {
    problems.push(...Object.values(failure.constraints ?? {}));
  }
  const { DISCORD_TOKEN: bot, DISCORD_CLIENT_ID: client, DISCORD_CLIENT_SECRET: secret } = environment;
  if ((client === undefined) !== (secret === undefined)) {
    problems.push('DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET go together: set both or neither');
  } else if (client !== undefined && bot === undefined) {
    problems.push('DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET need DISCORD_TOKEN: set it as well');
  }
  const bucket = S3_SETTINGS.filter((name) => environment[name] !== undefined);
  if (bucket.length > 0 && bucket.length < S3_SETTINGS.length) {
    problems.push(`${S3_SETTINGS.join(', ')} go together: set all or none`);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return shape(environment);
}

/** The texts that are set; an empty one counts as not set, as Compose files leave them. */
function readTexts(env: RawEnvironment, problems: string[]): Map<Variable, string> {
  const texts = new Map<Variable, string>();
  for (const name of VARIABLES) {
    const text = env[name]?.trim();
    if (text !== undefined && text !== '') texts.set(name, text);
  }
  for (const name of SECRETS) {
    const path = env[`${name}_FILE`]?.trim();
    if (path === undefined || path === '') continue;
    if (texts.has(name)) {
      problems.push(`${name} and ${name}_FILE are both set: keep one`);
      continue;
    }
    try {
      const text = readFileSync(path, 'utf8').trim();
      if (text === '') problems.push(`${name}_FILE names ${path}, which is empty`);
      else texts.set(name, text);
    } catch (error) {
      problems.push(
        `${name}_FILE names ${path}, which can't be read (${errorCode(error) ?? 'unknown error'})`,
      );
    }
  }
  return texts;
}

function parse(texts: ReadonlyMap<Variable, string>): Environment {
  const {
    PORT,
    DOCKET_ROLES,
    DOCKET_TRUSTED_PROXIES,
    DOCKET_EVIDENCE_HOSTS,
    DOCKET_EVIDENCE_MAX_MIB,
    DOCKET_CALLBACK_HOSTS,
    ...plain
  } = Object.fromEntries(texts);
  return Object.assign(
    new Environment(),
    plain,
    PORT === undefined ? {} : { PORT: numberIn(PORT) },
    DOCKET_ROLES === undefined ? {} : { DOCKET_ROLES: listIn(DOCKET_ROLES) },
    DOCKET_TRUSTED_PROXIES === undefined ? {} : { DOCKET_TRUSTED_PROXIES: listIn(DOCKET_TRUSTED_PROXIES) },
    DOCKET_EVIDENCE_HOSTS === undefined
      ? {}
      : { DOCKET_EVIDENCE_HOSTS: listIn(DOCKET_EVIDENCE_HOSTS.toLowerCase()) },
    DOCKET_EVIDENCE_MAX_MIB === undefined
      ? {}
      : { DOCKET_EVIDENCE_MAX_MIB: numberIn(DOCKET_EVIDENCE_MAX_MIB) },
    DOCKET_CALLBACK_HOSTS === undefined
      ? {}
      : { DOCKET_CALLBACK_HOSTS: listIn(DOCKET_CALLBACK_HOSTS.toLowerCase()) },
  );
}

function numberIn(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}

function listIn(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

function shape(environment: Environment): Config {
  const { PORT: port, HOST: host } = environment;
  return {
    http: {
      host,
      port,
      publicUrl: withoutTrailingSlash(environment.DOCKET_PUBLIC_URL ?? localUrl(host, port)),
      trustedProxies: environment.DOCKET_TRUSTED_PROXIES,
    },
    database: { url: environment.DATABASE_URL ?? null, migrateAtStart: environment.DOCKET_MIGRATE === 'on' },
    analytics: { url: environment.ANALYTICS_DATABASE_URL ?? null },
    redis: environment.REDIS_URL === undefined ? null : { url: environment.REDIS_URL },
    roles: new Set<ProcessRole>(environment.DOCKET_ROLES),
    dataDir: resolve(environment.DOCKET_DATA_DIR),
    adminToken: environment.DOCKET_ADMIN_TOKEN ?? null,
    metricsToken: environment.DOCKET_METRICS_TOKEN ?? null,
    discord: shapeDiscord(environment),
    evidence: {
      hosts: environment.DOCKET_EVIDENCE_HOSTS,
      maxBytes: environment.DOCKET_EVIDENCE_MAX_MIB * MIB,
      s3: shapeS3(environment),
    },
    callbacks: { ownHosts: environment.DOCKET_CALLBACK_HOSTS ?? [] },
  };
}

/** Null without all four of them. */
function shapeS3(environment: Environment): S3Config | null {
  const {
    DOCKET_EVIDENCE_S3_ENDPOINT: endpoint,
    DOCKET_EVIDENCE_S3_BUCKET: bucket,
    DOCKET_EVIDENCE_S3_REGION: region,
    DOCKET_EVIDENCE_S3_ACCESS_KEY_ID: accessKeyId,
    DOCKET_EVIDENCE_S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = environment;
  if (endpoint === undefined || bucket === undefined) return null;
  if (accessKeyId === undefined || secretAccessKey === undefined) return null;
  return { endpoint: withoutTrailingSlash(endpoint), bucket, region, accessKeyId, secretAccessKey };
}

const MIB = 1024 * 1024;

function shapeDiscord(environment: Environment): DiscordConfig | null {
  if (environment.DISCORD_TOKEN === undefined) return null;
  return {
    token: environment.DISCORD_TOKEN,
    apiUrl: withoutTrailingSlash(environment.DISCORD_API_URL),
    clientId: environment.DISCORD_CLIENT_ID ?? null,
    clientSecret: environment.DISCORD_CLIENT_SECRET ?? null,
    shards: shardRange(environment.DISCORD_SHARDS),
  };
}

/** An address that a browser on this machine can open; "every address" is no place to go to. */
export function localUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

function withoutTrailingSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
