import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startTestApi, type TestApp } from '../../support/app.js';
import { call } from '../../support/call.js';
import { createGuild } from '../../support/guild.js';

describe('the queue in the metrics', () => {
  let docket: TestApp;

  afterEach(() => docket.close());

  async function metrics(): Promise<string> {
    const response = await fetch(`${docket.url}/metrics`);
    expect(response.status).toBe(200);
    return response.text();
  }

  it('is counted over all guilds, by stream and status, with the age of the oldest', async () => {
    docket = await startTestApi();
    for (const subject of ['100000000000000021', '100000000000000022']) {
      const guild = await createGuild(docket);
      const { token } = await guild.source();
      const sent = await call(docket, 'POST', `/v1/guilds/${guild.guildId}/signals`, token, {
        kind: 'request',
        category: 'question',
        subject: { type: 'user', id: subject },
        text: `How do I change my name, asks ${subject}?`,
      });
      expect(sent.body).toMatchObject({ stream: 'support', status: 'open' });
    }
    const text = await metrics();
    expect(text).toContain('docket_queue_tickets{stream="support",status="open"} 2\n');
    expect(text).toContain('docket_queue_tickets{stream="review",status="waiting"} 0\n');
    expect(text).toMatch(/docket_queue_oldest_seconds\{stream="support",status="open"\} [\d.]+/);
    expect(text).not.toMatch(/1000000000000000/);
  });

  it('is missing when it cannot be counted, and the rest is told', async () => {
    docket = await startTestApi();
    const client = new pg.Client({ connectionString: docket.databaseUrl });
    await client.connect();
    await client.query('ALTER TABLE tickets RENAME TO tickets_away');
    await client.end();
    const text = await metrics();
    expect(text).toMatch(/^process_resident_memory_bytes /m);
    expect(text).not.toMatch(/^docket_queue_/m);
  });
});
