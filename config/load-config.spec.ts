import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from './load-config.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'docket-config-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function secretFile(text: string): string {
  const path = join(folder, 'secret');
  writeFileSync(path, text);
  return path;
}

function problems(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('needs nothing', () => {
    expect(loadConfig({})).toEqual({
      http: {
        host: '127.0.0.1',
        port: 3000,
        publicUrl: 'http://127.0.0.1:3000',
        trustedProxies: ['loopback'],
      },
      database: { url: null, migrateAtStart: true },
      analytics: { url: null },
      redis: null,
      roles: new Set(['api', 'bot', 'worker']),
      dataDir: resolve('.docket'),
      adminToken: null,
      metricsToken: null,
      discord: null,
      evidence: {
        hosts: ['cdn.discordapp.com', 'media.discordapp.net'],
        maxBytes: 10 * 1024 * 1024,
        s3: null,
      },
      callbacks: { ownHosts: [] },
    });
  });

  it('reads everything there is to set', () => {
    const config = loadConfig({
      PORT: '8080',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://u:p@db:5432/docket',
      ANALYTICS_DATABASE_URL: 'postgresql://u:p@warehouse/docket',
      REDIS_URL: 'redis://cache:6379',
      DOCKET_ROLES: 'worker, api',
      DOCKET_DATA_DIR: '/var/lib/docket',
      DOCKET_MIGRATE: 'off',
      DOCKET_ADMIN_TOKEN: 'a-token-of-more-than-24-characters',
      DOCKET_METRICS_TOKEN: 'a-metrics-token-of-more-than-24',
      DOCKET_PUBLIC_URL: 'https://docket.example.org/',
      DOCKET_TRUSTED_PROXIES: 'loopback, 10.0.0.0/8, 2001:db8::1',
      DOCKET_EVIDENCE_HOSTS: 'cdn.discordapp.com, Files.LAN:8080',
      DOCKET_EVIDENCE_MAX_MIB: '25',
      DOCKET_EVIDENCE_S3_ENDPOINT: 'https://s3.example/',
      DOCKET_EVIDENCE_S3_BUCKET: 'evidence-of-us',
      DOCKET_EVIDENCE_S3_REGION: 'eu-central-1',
      DOCKET_EVIDENCE_S3_ACCESS_KEY_ID: 'key',
      DOCKET_EVIDENCE_S3_SECRET_ACCESS_KEY: 'secret',
      DOCKET_CALLBACK_HOSTS: 'Bot.LAN:8080, [fd00::1]:80',
      DISCORD_TOKEN: 'bot-token',
      DISCORD_API_URL: 'http://127.0.0.1:4000/api/',
      DISCORD_CLIENT_ID: '100000000000000001',
      DISCORD_CLIENT_SECRET: 'client-secret',
      DISCORD_SHARDS: '2-3/8',
    });
    expect(config).toEqual({
      http: {
        host: '0.0.0.0',
        port: 8080,
        publicUrl: 'https://docket.example.org',
        trustedProxies: ['loopback', '10.0.0.0/8', '2001:db8::1'],
      },
      database: { url: 'postgres://u:p@db:5432/docket', migrateAtStart: false },
      analytics: { url: 'postgresql://u:p@warehouse/docket' },
      redis: { url: 'redis://cache:6379' },
      roles: new Set(['api', 'worker']),
      dataDir: '/var/lib/docket',
      adminToken: 'a-token-of-more-than-24-characters',
      metricsToken: 'a-metrics-token-of-more-than-24',
      discord: {
        token: 'bot-token',
        apiUrl: 'http://127.0.0.1:4000/api',
        clientId: '100000000000000001',
        clientSecret: 'client-secret',
        shards: { first: 2, last: 3, count: 8 },
      },
      evidence: {
        hosts: ['cdn.discordapp.com', 'files.lan:8080'],
        maxBytes: 25 * 1024 * 1024,
        s3: {
          endpoint: 'https://s3.example',
          bucket: 'evidence-of-us',
          region: 'eu-central-1',
          accessKeyId: 'key',
          secretAccessKey: 'secret',
        },
      },
      callbacks: { ownHosts: ['bot.lan:8080', '[fd00::1]:80'] },
    });
  });

  it('takes an empty text as not set', () => {
    expect(loadConfig({ PORT: '', REDIS_URL: ' ', DISCORD_TOKEN: '' })).toMatchObject({
      http: { port: 3000 },
      redis: null,
      discord: null,
    });
  });

  it.each([
    ['0.0.0.0', 'http://127.0.0.1:3000'],
    ['::', 'http://127.0.0.1:3000'],
    ['::1', 'http://[::1]:3000'],
    ['inbox.local', 'http://inbox.local:3000'],
  ])('with HOST %s says it is at %s', (HOST, publicUrl) => {
    expect(loadConfig({ HOST }).http.publicUrl).toBe(publicUrl);
  });

  it.each([
    [{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535'],
    [{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535'],
    [{ HOST: 'http://x y' }, 'HOST must be an address or a name to listen on, such as 127.0.0.1 or 0.0.0.0'],
    [
      { DATABASE_URL: 'mysql://x' },
      'DATABASE_URL must look like postgres://user:password@host:5432/database',
    ],
    [
      { ANALYTICS_DATABASE_URL: 'db' },
      'ANALYTICS_DATABASE_URL must look like postgres://user:password@host:5432/database',
    ],
    [{ REDIS_URL: 'localhost' }, 'REDIS_URL must look like redis://host:6379'],
    [
      { DOCKET_ROLES: 'api,cook' },
      'DOCKET_ROLES must list one or more of api, bot, worker, separated by commas',
    ],
    [{ DOCKET_MIGRATE: 'maybe' }, 'DOCKET_MIGRATE must be on or off'],
    [{ DOCKET_ADMIN_TOKEN: 'short' }, 'DOCKET_ADMIN_TOKEN must be at least 24 characters long'],
    [{ DOCKET_METRICS_TOKEN: 'short' }, 'DOCKET_METRICS_TOKEN must be at least 24 characters long'],
    [
      { DOCKET_PUBLIC_URL: 'docket' },
      'DOCKET_PUBLIC_URL must be a web address such as https://docket.example.org',
    ],
    ...['everyone', '10.0.0.0/33', '10.0.0', '::1/129', '10.0.0.0/8/8', ''].map(
      (range): [Record<string, string>, string] => [
        { DOCKET_TRUSTED_PROXIES: `loopback,${range}` },
        'DOCKET_TRUSTED_PROXIES must list addresses or ranges such as 10.0.0.0/8, or loopback, linklocal, uniquelocal, separated by commas',
      ],
    ),
    ...['*', 'https://cdn.discordapp.com', 'a b', 'a:http', ''].map(
      (host): [Record<string, string>, string] => [
        { DOCKET_EVIDENCE_HOSTS: `cdn.discordapp.com,${host}` },
        'DOCKET_EVIDENCE_HOSTS must list names of hosts such as cdn.discordapp.com or files.lan:8080, separated by commas',
      ],
    ),
    ...['0', '101', '1.5', 'much'].map((size): [Record<string, string>, string] => [
      { DOCKET_EVIDENCE_MAX_MIB: size },
      'DOCKET_EVIDENCE_MAX_MIB must be a whole number from 1 to 100',
    ]),
    [
      { DOCKET_EVIDENCE_S3_BUCKET: 'evidence', DOCKET_EVIDENCE_S3_ACCESS_KEY_ID: 'key' },
      'DOCKET_EVIDENCE_S3_ENDPOINT, DOCKET_EVIDENCE_S3_BUCKET, DOCKET_EVIDENCE_S3_ACCESS_KEY_ID, DOCKET_EVIDENCE_S3_SECRET_ACCESS_KEY go together: set all or none',
    ],
    [
      { DOCKET_EVIDENCE_S3_REGION: 'here and there' },
      'DOCKET_EVIDENCE_S3_REGION must be a region such as eu-central-1',
    ],
    [{ DISCORD_API_URL: 'ftp://x' }, 'DISCORD_API_URL must be a web address such as https://discord.com/api'],
    [
      { DISCORD_TOKEN: 't', DISCORD_CLIENT_ID: 'me', DISCORD_CLIENT_SECRET: 's' },
      'DISCORD_CLIENT_ID must be the application id, 17 to 20 digits',
    ],
    [
      { DISCORD_TOKEN: 't', DISCORD_CLIENT_ID: '100000000000000001' },
      'DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET go together: set both or neither',
    ],
    [
      { DISCORD_CLIENT_ID: '100000000000000001', DISCORD_CLIENT_SECRET: 's' },
      'DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET need DISCORD_TOKEN: set it as well',
    ],
  ])('refuses %j with its reason', (env, problem) => {
    expect(problems(env)).toEqual([problem]);
  });

  it('lists everything wrong at once and repeats no secret', () => {
    const found = problems({ PORT: 'x', REDIS_URL: 'hunter2', DOCKET_ADMIN_TOKEN: 'hunter2' });
    expect(found).toHaveLength(3);
    expect(found.join()).not.toContain('hunter2');
  });

  it('reads a secret from its file', () => {
    const path = secretFile('bot-token\n');
    expect(loadConfig({ DISCORD_TOKEN_FILE: path }).discord?.token).toBe('bot-token');
  });

  it('refuses a secret file that is missing, empty or one too many', () => {
    const missing = join(folder, 'missing');
    expect(problems({ REDIS_URL_FILE: missing })).toEqual([
      `REDIS_URL_FILE names ${missing}, which can't be read (ENOENT)`,
    ]);
    const empty = secretFile(' \n');
    expect(problems({ REDIS_URL_FILE: empty })).toEqual([`REDIS_URL_FILE names ${empty}, which is empty`]);
    expect(problems({ REDIS_URL: 'redis://a', REDIS_URL_FILE: empty })).toEqual([
      'REDIS_URL and REDIS_URL_FILE are both set: keep one',
    ]);
  });
});
