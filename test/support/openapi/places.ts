import { newId } from '#kernel';
import { Database } from '#platform';
import { call } from '../call.js';
import { createGuild, type TestGuild } from '../guild.js';
import type { TestApp } from '../app.js';
import type { DescribedOperation } from './described-api.js';
import type { Example, Place } from './send-example.js';
import { withTicket } from './ticket-places.js';

interface World {
  readonly docket: TestApp;
  readonly guild: TestGuild;
}

type Prepare = (world: World, example: Example) => Promise<Place>;

/** What has to be there before an example can work, by operation; most need the guild of the examples alone. */
const PREPARE: Readonly<Record<string, Prepare>> = {
  sources_get: withSource,
  sources_change: withSource,
  health_get: withSource,
  credentials_rotateToken: withSource,
  credentials_rotateSigningSecret: withSource,
  credentials_removeSigningSecret: withSource,
  signals_accept: asSource,
  signals_acceptBatch: asSource,
  endpoints_get: withEndpoint,
  endpoints_change: withEndpoint,
  endpoints_remove: withEndpoint,
  endpoints_rotateSecret: withEndpoint,
  endpoints_test: withEndpoint,
  deliveries_list: withEndpoint,
  deliveries_get: withDelivery,
  deliveries_redeliver: withDelivery,
  deadJobs_retry: withDeadJob,
  deadJobs_remove: withDeadJob,
  tokens_revoke: async ({ docket, guild }) => {
    const path = `${docket.url}/v1/guilds/${guild.guildId}/tokens`;
    const headers = { ...bearer(docket.adminToken), 'content-type': 'application/json' };
    const body = JSON.stringify({ name: 'To revoke', scopes: ['tickets:read'] });
    const { id } = (await (await fetch(path, { method: 'POST', headers, body })).json()) as { id: string };
    return { path: { id } };
  },
};

/** Makes what an example needs and says what to put in it, a login included. */
export async function prepare(world: World, operation: DescribedOperation, example: Example): Promise<Place> {
  const place = (await prepareOf(operation)?.(world, example)) ?? {};
  const login = operation.schemes.includes('token') ? bearer(world.docket.adminToken) : {};
  return {
    ...place,
    path: { guildId: world.guild.guildId, ...place.path },
    headers: { ...login, ...place.headers },
  };
}

function prepareOf({ id, path }: DescribedOperation): Prepare | undefined {
  if (path.includes('{idOrNumber}')) return (world, example) => withTicket(world, id, example);
  return path.includes('/webhooks/') ? atWebhookUrl : PREPARE[id];
}

export async function createWorld(docket: TestApp): Promise<World> {
  return { docket, guild: await createGuild(docket) };
}

async function withSource({ guild }: World): Promise<Place> {
  const { id } = await guild.source();
  return { path: { id } };
}

async function withEndpoint({ docket, guild }: World): Promise<Place> {
  const path = `/v1/guilds/${guild.guildId}/callbacks`;
  const body = { name: 'Hook', url: 'https://localhost:1/' };
  const { id } = (await call<{ id: string }>(docket, 'POST', path, docket.adminToken, body)).body;
  return { path: { id } };
}

async function withDelivery(world: World): Promise<Place> {
  const { path = {} } = await withEndpoint(world);
  const { docket, guild } = world;
  const test = `/v1/guilds/${guild.guildId}/callbacks/${path['id']}/test`;
  const { body } = await call<{ deliveryId: string }>(docket, 'POST', test, docket.adminToken);
  return { path: { ...path, deliveryId: body.deliveryId } };
}

async function withDeadJob({ docket }: World): Promise<Place> {
  const id = newId();
  await docket.app
    .get(Database)
    .query(
      `INSERT INTO dead_jobs (id, name, payload, failures, error) VALUES ($1, 'jobs.tidy', '{}', 1, 'no')`,
      [id],
    );
  return { path: { id } };
}

async function asSource({ guild }: World): Promise<Place> {
  const { token } = await guild.source();
  return { headers: bearer(token) };
}

async function atWebhookUrl({ guild }: World): Promise<Place> {
  const { id, token } = await guild.source({ kind: 'webhook' });
  return { path: { id, token }, headers: { 'x-github-event': 'issues' } };
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
