import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig, PROCESS_ROLES } from '#config';
import { SECRETS, VARIABLES } from '../../config/environment.js';
import { readCompose } from '../support/deployment/compose.js';
import { Dockerfile } from '../support/deployment/dockerfile.js';

const ROOT = resolve('.');
const compose = readCompose(ROOT);
const services = Object.entries(compose.services);
const own = services.filter(([, { build }]) => build !== undefined);
const running = own.filter(([name]) => name !== 'migrate');
const dockerfile = new Dockerfile(ROOT);
const MOUNTED = '/run/secrets/';

describe('docker-compose.yml', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'docket-secrets-'));
    const made = spawnSync(process.execPath, [join(ROOT, 'scripts/make-secrets.mjs')], { cwd: folder });
    expect(made.status).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const secretFile = (name: string) => join(folder, compose.secrets[name]!.file);

  it('runs each role in a service of its own, and migrates before any of them starts', () => {
    const roles = running.map(([, { environment }]) => environment?.['DOCKET_ROLES']);
    expect(new Set(roles)).toEqual(new Set(PROCESS_ROLES));
    expect(roles).toHaveLength(PROCESS_ROLES.length);
    for (const [, { depends_on, environment }] of running) {
      expect(depends_on?.['migrate']?.condition).toBe('service_completed_successfully');
      expect(environment?.['DOCKET_MIGRATE']).toBe('off');
    }
  });

  it.each(services)('%s names only what there is', (_name, service) => {
    for (const name of service.secrets ?? []) expect(compose.secrets).toHaveProperty(name);
    for (const name of service.networks ?? []) expect(compose.networks).toHaveProperty(name);
    for (const mount of service.volumes ?? []) expect(compose.volumes).toHaveProperty(mount.split(':')[0]!);
    for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(compose.services).toHaveProperty(name);
      if (condition === 'service_healthy') expect(compose.services[name]!.healthcheck?.test).toBeDefined();
    }
    for (const value of Object.values(service.environment ?? {})) {
      if (value.startsWith(MOUNTED)) expect(service.secrets).toContain(value.slice(MOUNTED.length));
    }
  });

  it.each(services)('%s has limits, restarts and is watched', (name, service) => {
    expect(service.deploy?.resources?.limits).toEqual({
      cpus: expect.any(String),
      memory: expect.any(String),
    });
    expect(service.restart).toBe(name === 'migrate' ? 'no' : 'unless-stopped');
    // Our own have the check of their image.
    expect(service.healthcheck?.test !== undefined || service.build !== undefined).toBe(true);
  });

  it.each(own)(
    '%s is set up with variables that are read, and values that are taken',
    (_name, { environment = {} }) => {
      const known = [...VARIABLES, ...SECRETS.map((secret) => `${secret}_FILE`)];
      for (const variable of Object.keys(environment)) expect(known).toContain(variable);
      const here = Object.entries({ ...dockerfile.environment, ...environment })
        .filter(([variable]) => variable !== 'DISCORD_TOKEN_FILE')
        .map(([variable, value]) => [
          variable,
          value.startsWith(MOUNTED) ? secretFile(value.slice(MOUNTED.length)) : value,
        ]);
      const config = loadConfig(Object.fromEntries(here) as Record<string, string>);
      const database = new URL(config.database.url!);
      expect(compose.services).toHaveProperty(database.hostname);
      const { POSTGRES_USER, POSTGRES_DB } = compose.services['postgres']!.environment!;
      expect([database.username, database.pathname.slice(1)]).toEqual([POSTGRES_USER, POSTGRES_DB]);
      expect(database.password).toBe(readFileSync(secretFile('postgres_password'), 'utf8').trim());
      if (config.redis === null) return;
      const redis = new URL(config.redis.url);
      expect(compose.services).toHaveProperty(redis.hostname);
      expect(redis.password).toBe(readFileSync(secretFile('redis_password'), 'utf8').trim());
    },
  );

  it('publishes the port that the image listens on, to this machine alone', () => {
    const ports = services.flatMap(([, service]) => service.ports ?? []);
    expect(ports).toHaveLength(1);
    const [host, published = '', target] = ports[0]!.split(':');
    expect(host).toBe('127.0.0.1');
    expect(dockerfile.exposed).toEqual([target]);
    const [first, last] = published.split('-').map(Number);
    expect(last! - first! + 1).toBeGreaterThanOrEqual(compose.services['api']!.deploy!.replicas!);
  });

  it('keeps Postgres and Redis to itself', () => {
    expect(compose.networks['inside']).toEqual({ internal: true });
    for (const name of ['postgres', 'redis']) expect(compose.services[name]!.networks).toEqual(['inside']);
  });

  it('mounts secrets that are made once, in a folder that is closed to others', () => {
    const before = readFileSync(secretFile('database_url'), 'utf8');
    spawnSync(process.execPath, [join(ROOT, 'scripts/make-secrets.mjs')], { cwd: folder });
    expect(readFileSync(secretFile('database_url'), 'utf8')).toBe(before);
    expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
    const unmade = Object.keys(compose.secrets).filter((name) => !existsSync(secretFile(name)));
    expect(unmade).toEqual(['discord_token']);
    expect(readFileSync(join(ROOT, '.gitignore'), 'utf8')).toContain('secrets/');
    expect(readFileSync(join(ROOT, '.dockerignore'), 'utf8')).toMatch(/^secrets$/m);
  });
});
