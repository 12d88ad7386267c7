import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Jobs } from '#jobs';
import { newId } from '#kernel';
import { Database } from '#platform';
import { DeliveryStore } from '../../../src/callbacks/db/delivery.store.js';
import { CallbackUpkeep } from '../../../src/callbacks/callback-upkeep.js';
import { OwedCallbacks } from '../../../src/callbacks/owed-callbacks.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { call } from '../../support/call.js';
import { CallbackGuild } from '../../support/callbacks/callback-guild.js';
import { CallbackReceiver, verified } from '../../support/callbacks/receiver.js';
import { eventually } from '../../support/eventually.js';

let receiver: CallbackReceiver;
let app: TestApp;

beforeAll(async () => {
  receiver = await CallbackReceiver.start();
  app = await startTestApp({ callbacks: { ownHosts: [receiver.host] } });
});
afterAll(async () => {
  await app.close();
  await receiver.close();
});

describe('a call about a ticket', () => {
  it('comes soon, signed, with the ticket as services see it and nothing that staff wrote', async () => {
    const guild = await CallbackGuild.create(app);
    const { secret } = await guild.endpoint(receiver.at('/all'));
    const { ticketId } = await guild.intake.accept();
    const token = await guild.intake.guild.moderator('100000000000000007');
    const path = `/v1/guilds/${guild.guildId}/tickets/${ticketId}`;
    const noted = await call(app, 'POST', `${path}/note`, token, { version: 1, text: 'between us' });
    expect(noted.status).toBe(200);
    await eventually(() => expect(receiver.of('/all')).toHaveLength(2));
    const [opened, note] = receiver
      .of('/all')
      .toSorted((a, b) => Number(a.body.data.seq) - Number(b.body.data.seq));
    expect(verified(opened!, secret)).toEqual(opened!.body);
    const service = await guild.intake.guild.service('tickets:read');
    const { parties, actions, ...asShown } = (await call(app, 'GET', path, service)).body;
    expect({ parties, actions }).toEqual({ parties: expect.any(Array), actions: [] });
    expect(note!.body).toMatchObject({
      type: 'ticket.noted',
      data: { guildId: guild.guildId, actor: { type: 'user', id: '100000000000000007' } },
    });
    expect(asShown).toMatchObject(note!.body.data.ticket!);
    expect(note!.text).not.toContain('between us');
    expect(opened!.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Docket' });
    expect(opened!.id).not.toBe(note!.id);
  });

  it('comes for the types and streams that are wanted, to each endpoint', async () => {
    const guild = await CallbackGuild.create(app);
    await guild.endpoint(receiver.at('/opened'), { eventTypes: ['ticket.opened'] });
    await guild.endpoint(receiver.at('/support'), { streams: ['support'] });
    await guild.intake.accept();
    await guild.intake.accept({ kind: 'request', category: 'question', reporter: null });
    await eventually(() => {
      expect(receiver.of('/opened')).toHaveLength(2);
      expect(receiver.of('/support').map(({ body }) => body.data.ticket?.stream)).toEqual(['support']);
    });
  });

  it('is made again until it is taken, each time with the same id', async () => {
    const guild = await CallbackGuild.create(app);
    let failing = true;
    const url = receiver.at('/flaky', (_call, response) => response.writeHead(failing ? 500 : 200).end());
    const { id } = await guild.endpoint(url);
    await guild.intake.accept();
    await eventually(() => expect(receiver.of('/flaky')).toHaveLength(1));
    await eventually(async () =>
      expect(await guild.shown(id)).toMatchObject({ failures: 1, pausedUntil: expect.any(String) }),
    );
    failing = false;
    await eventually(() => expect(receiver.of('/flaky')).toHaveLength(2));
    const [first, second] = receiver.of('/flaky');
    expect(second!.id).toBe(first!.id);
    await eventually(async () =>
      expect(await guild.shown(id)).toMatchObject({ failures: 0, failingSince: null, pausedUntil: null }),
    );
  });

  it('waits for as long as the target asks for', async () => {
    const guild = await CallbackGuild.create(app);
    const url = receiver.at('/busy', (_call, response) =>
      response.writeHead(429, { 'retry-after': '3600' }).end(),
    );
    const { id } = await guild.endpoint(url);
    await guild.intake.accept();
    await eventually(async () => {
      const { pausedUntil } = await guild.shown(id);
      expect(Date.parse(pausedUntil) - Date.now()).toBeGreaterThan(3_500_000);
    });
  });

  it('I10: is found in Postgres when its job was lost', async () => {
    const guild = await CallbackGuild.create(app);
    const { id } = await guild.endpoint(receiver.at('/lost'));
    const at = new Date(Date.now() - 60_000);
    const told = {
      type: 'callback.test',
      seq: null,
      ticketId: null,
      actorType: null,
      actorId: null,
    } as const;
    const owed = { ...told, guildId: guild.guildId, endpointId: id, id: newId(), at, createdAt: at };
    const page = await app.app.get(Database).transaction(async (tx) => {
      await app.app.get(DeliveryStore).owe(tx, [owed]);
      return app.app.get(OwedCallbacks).find(tx, { limit: 100, after: null });
    });
    expect(page.jobs).toContainEqual(expect.objectContaining({ name: 'callbacks.deliver', key: id }));
    await app.app.get<Jobs>(Jobs).addMany(page.jobs);
    await eventually(() => expect(receiver.of('/lost').map((each) => each.id)).toEqual([owed.id]));
  });

  it('is not held up by a target that hangs', async () => {
    const guild = await CallbackGuild.create(app);
    const { id } = await guild.endpoint(receiver.at('/hung', () => {}));
    await guild.endpoint(receiver.at('/good'));
    for (let i = 0; i < 5; i += 1) {
      const begun = performance.now();
      await guild.intake.accept({ correlationKey: `hung-${i}` });
      await eventually(() => expect(receiver.of('/good')).toHaveLength(i + 1));
      expect(performance.now() - begun).toBeLessThan(5_000);
    }
    expect(receiver.of('/hung').length).toBeGreaterThan(0);
    expect(await guild.shown(id)).toMatchObject({ status: 'active' });
  });

  it('is never made where it must not be', async () => {
    const guild = await CallbackGuild.create(app);
    for (const url of ['http://elsewhere.example/', 'https://u:p@a.example/', 'nonsense']) {
      const { status, body } = await guild.ask('POST', '', { name: 'x', url });
      expect([status, body['code']]).toEqual([400, 'bad_callback_url']);
    }
    const other = await CallbackReceiver.start();
    const targets = [`https://${other.host}/`, 'https://localhost:1/', 'https://[::1]:1/'];
    const ids = [];
    for (const url of targets) ids.push((await guild.endpoint(url)).id);
    await guild.intake.accept();
    await eventually(async () => {
      const rows = await app.app
        .get(Database)
        .query<{ error: string }>(
          `SELECT error FROM callback_deliveries WHERE guild_id = $1 ORDER BY endpoint_id`,
          [guild.guildId],
        );
      expect(rows.map(({ error }) => error)).toEqual([
        '127.0.0.1 is a private address.',
        'localhost leads to a private address.',
        '::1 is a private address.',
      ]);
    });
    expect(other.calls).toEqual([]);
    await other.close();
    for (const id of ids) expect((await guild.ask('DELETE', `/${id}`)).status).toBe(204);
  });
});

describe('a source', () => {
  it('is told what became of its own signals, by its own ids, and nothing else', async () => {
    const guild = await CallbackGuild.create(app);
    const sourceId = guild.intake.source.id;
    const { secret } = await guild.endpoint(receiver.at('/source'), { sourceId });
    const shared = { channelId: '600000000000000001', messageId: '600000000000000002' };
    const other = await guild.intake.guild.source();
    const flag = {
      kind: 'flag',
      category: 'harassment',
      subject: { type: 'user', id: '100000000000000001' },
    };
    const signals = `/v1/guilds/${guild.guildId}/signals`;
    const foreign = await call(app, 'POST', signals, other.token, { ...flag, correlationKey: 'theirs' });
    const mine = await guild.intake.accept({ externalId: 'flag-1', ...shared });
    await guild.intake.accept({ externalId: 'flag-2', ...shared });
    const joined = await call(app, 'POST', signals, other.token, {
      ...flag,
      externalId: 'not-yours',
      ...shared,
    });
    expect(joined.body['ticketId']).toBe(mine.ticketId);
    const token = await guild.intake.guild.moderator('100000000000000009');
    for (const ticketId of [foreign.body['ticketId'], mine.ticketId]) {
      const path = `/v1/guilds/${guild.guildId}/tickets/${String(ticketId)}`;
      const { version } = (await call(app, 'GET', path, token)).body;
      const body = { version, outcome: 'no_violation', reason: 'a joke among friends' };
      expect((await call(app, 'POST', `${path}/resolve`, token, body)).status).toBe(200);
    }
    await eventually(() => expect(receiver.of('/source')).toHaveLength(1));
    const [told] = receiver.of('/source');
    verified(told!, secret);
    expect(told!.body).toEqual({
      type: 'ticket.resolved',
      timestamp: expect.any(String),
      data: {
        guildId: guild.guildId,
        seq: expect.any(String),
        ticket: {
          id: mine.ticketId,
          number: mine.ticketNumber,
          version: expect.any(Number),
          stream: 'review',
          status: 'resolved',
          outcome: 'no_violation',
          resolvedAt: expect.any(String),
        },
        signals: [
          { id: expect.any(String), externalId: 'flag-2' },
          { id: mine.signalId, externalId: 'flag-1' },
        ],
      },
    });
    const unknown = await guild.ask('POST', '', {
      name: 'x',
      url: receiver.at('/x'),
      sourceId: '100000000000000001',
    });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'unknown_source']);
  });
});

describe('what was sent', () => {
  it('is listed with what came of it, each call of it too, and is sent again under the same id', async () => {
    const guild = await CallbackGuild.create(app);
    let status = 400;
    const url = receiver.at('/listed', (_call, response) => response.writeHead(status).end());
    const { id } = await guild.endpoint(url);
    const { deliveryId } = (await guild.ask('POST', `/${id}/test`)).body;
    const path = `/${id}/deliveries`;
    const one = async (): Promise<Record<string, unknown>> =>
      (await guild.ask('GET', `${path}/${deliveryId}`)).body;
    const failed = { statusCode: 400, error: 'It answered 400.', latencyMs: expect.any(Number) };
    await eventually(async () => {
      expect(await one()).toMatchObject({ ...failed, state: 'pending', attempts: 1 });
    });
    expect((await one())['tries']).toEqual([{ ...failed, attempt: 1, at: expect.any(String) }]);
    status = 204;
    const again = await guild.ask('POST', `${path}/${deliveryId}/redeliver`);
    expect(again).toMatchObject({ status: 202, body: { id: deliveryId, state: 'pending' } });
    await eventually(async () => expect(await one()).toMatchObject({ state: 'delivered', attempts: 2 }));
    await guild.ask('POST', `${path}/${deliveryId}/redeliver`);
    await eventually(async () => expect(await one()).toMatchObject({ state: 'delivered', attempts: 3 }));
    expect(receiver.of('/listed').map((each) => each.id)).toEqual([deliveryId, deliveryId, deliveryId]);

    await guild.intake.accept({ correlationKey: 'a' });
    await guild.intake.accept({ correlationKey: 'b' });
    await eventually(() => expect(receiver.of('/listed')).toHaveLength(5));
    const first = (await guild.ask('GET', `${path}?limit=2`)).body;
    const second = (await guild.ask('GET', `${path}?limit=2&cursor=${String(first['nextCursor'])}`)).body;
    const types = [...first.items, ...second.items].map((item) => (item as { type: string }).type);
    expect(types).toEqual(['ticket.opened', 'ticket.opened', 'callback.test']);
    expect(second['nextCursor']).toBeNull();
    expect((await guild.ask('GET', `${path}?state=failed`)).body.items).toEqual([]);
    const unknown = await guild.ask('POST', `${path}/${id}/redeliver`);
    expect([unknown.status, unknown.body.code]).toEqual([404, 'unknown_delivery']);
    await guild.ask('PATCH', `/${id}`, { status: 'disabled' });
    const refused = await guild.ask('POST', `${path}/${deliveryId}/redeliver`);
    expect([refused.status, refused.body.code]).toEqual([409, 'callback_disabled']);
  });

  it('is forgotten in time, and what nobody waits for is dropped', async () => {
    const guild = await CallbackGuild.create(app);
    const { id } = await guild.endpoint(receiver.at('/old'));
    const database = app.app.get(Database);
    const insert = (days: number, state: string, endpoint: string) =>
      database.query(
        `INSERT INTO callback_deliveries (guild_id, id, endpoint_id, type, event_at, state, next_attempt_at, created_at)
         VALUES ($1, gen_random_uuid(), $2, 'callback.test', now(), $3, now() + interval '1 day',
           now() - make_interval(days => $4))`,
        [guild.guildId, endpoint, state, days],
      );
    await insert(2, 'delivered', id);
    await insert(4, 'delivered', id);
    await insert(4, 'failed', id);
    await insert(15, 'failed', id);
    await insert(15, 'pending', id);
    await insert(1, 'pending', newId());
    const at = { from: new Date(), to: new Date() };
    await app.app.get(CallbackUpkeep).run(at, new AbortController().signal);
    const rows = await database.query(
      `SELECT state, extract(day FROM now() - created_at)::int AS days FROM callback_deliveries
       WHERE guild_id = $1 ORDER BY created_at`,
      [guild.guildId],
    );
    expect(rows).toEqual([
      { state: 'pending', days: 15 },
      { state: 'failed', days: 4 },
      { state: 'delivered', days: 2 },
      { state: 'dropped', days: 1 },
    ]);
  });
});

describe('an endpoint', () => {
  it('is worked by admins alone, and shows its secret once', async () => {
    const guild = await CallbackGuild.create(app);
    const moderator = await guild.intake.guild.moderator('100000000000000008', 'senior');
    const asModerator = await guild.ask('GET', '', undefined, moderator);
    expect([asModerator.status, (await guild.ask('GET', '', undefined, null)).status]).toEqual([403, 401]);
    const made = await guild.endpoint(receiver.at('/once'));
    const { secret: _secret, ...rest } = made as unknown as Record<string, unknown>;
    expect((await guild.ask('GET')).body).toEqual({ items: [rest], nextCursor: null });
    const changed = await guild.ask('PATCH', `/${made.id}`, { name: 'Other', streams: ['appeal'] });
    expect(changed.body).toMatchObject({ name: 'Other', streams: ['appeal'], url: rest['url'] });
    expect((await guild.ask('PATCH', `/${made.id}`, { eventTypes: ['nonsense'] })).status).toBe(400);
    const stranger = await CallbackGuild.create(app);
    expect((await stranger.ask('GET', `/${made.id}`)).body['code']).toBe('unknown_callback');
    expect((await guild.ask('DELETE', `/${made.id}`)).status).toBe(204);
    expect((await guild.ask('GET', `/${made.id}`)).status).toBe(404);
  });

  it('is one of twenty at most, however many are made at once', async () => {
    const guild = await CallbackGuild.create(app);
    const url = receiver.at('/many');
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, i) => guild.ask('POST', '', { name: `${i}`, url })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.find(({ status }) => status !== 201)?.body['code']).toBe('too_many_callbacks');
    expect((await guild.ask('GET', '?limit=7')).body['items']).toHaveLength(7);
  });

  it('is tried with a call of its own, and signed with both secrets while it rotates', async () => {
    const guild = await CallbackGuild.create(app);
    const { id, secret } = await guild.endpoint(receiver.at('/rotating'));
    const next = (await guild.ask('POST', `/${id}/secret`)).body['secret'];
    expect(next).not.toBe(secret);
    const { deliveryId } = (await guild.ask('POST', `/${id}/test`)).body;
    await eventually(() => expect(receiver.of('/rotating')).toHaveLength(1));
    const [received] = receiver.of('/rotating');
    expect(received).toMatchObject({
      id: deliveryId,
      body: { type: 'callback.test', data: { ticket: null } },
    });
    expect(verified(received!, secret)).toEqual(verified(received!, next));
    await app.app
      .get(Database)
      .query(`UPDATE callback_endpoints SET previous_secret_expires_at = now() WHERE guild_id = $1`, [
        guild.guildId,
      ]);
    await guild.ask('POST', `/${id}/test`);
    await eventually(() => expect(receiver.of('/rotating')).toHaveLength(2));
    const second = receiver.of('/rotating')[1]!;
    expect(() => verified(second, secret)).toThrow('No matching signature');
    verified(second, next);
  });

  it('is disabled when it says that it is gone, and hears nothing until it is switched on again', async () => {
    const guild = await CallbackGuild.create(app);
    let status = 410;
    const url = receiver.at('/gone', (_call, response) => response.writeHead(status).end());
    const { id } = await guild.endpoint(url);
    await guild.intake.accept({ correlationKey: 'a' });
    await eventually(async () =>
      expect(await guild.shown(id)).toMatchObject({ status: 'disabled', disabledReason: 'gone' }),
    );
    expect((await guild.ask('POST', `/${id}/test`)).body['code']).toBe('callback_disabled');
    await guild.intake.accept({ correlationKey: 'b' });
    status = 200;
    const on = await guild.ask('PATCH', `/${id}`, { status: 'active' });
    expect(on.body).toMatchObject({ status: 'active', disabledReason: null, disabledAt: null });
    await guild.intake.accept({ correlationKey: 'c' });
    await eventually(() => expect(receiver.of('/gone').length).toBeGreaterThan(1));
    expect(receiver.of('/gone').at(-1)!.body.data.ticket?.number).toBe(3);
  });

  it('is disabled when it has failed for days', async () => {
    const guild = await CallbackGuild.create(app);
    const { id } = await guild.endpoint(
      receiver.at('/never', (_call, response) => response.writeHead(500).end()),
    );
    await app.app
      .get(Database)
      .query(
        `UPDATE callback_endpoints SET failing_since = now() - interval '73 hours', failures = 3 WHERE guild_id = $1`,
        [guild.guildId],
      );
    await guild.intake.accept();
    await eventually(async () =>
      expect(await guild.shown(id)).toMatchObject({
        status: 'disabled',
        disabledReason: 'failing',
        failures: 4,
      }),
    );
    const states = await app.app
      .get(Database)
      .query(`SELECT state, error FROM callback_deliveries WHERE guild_id = $1`, [guild.guildId]);
    expect(states).toEqual([
      { state: 'dropped', error: 'The endpoint was disabled: it had failed for days.' },
    ]);
  });
});
