import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#kernel';
import type { Receipt } from '#intake';
import { startTestApp, type TestApp } from '../../support/app.js';
import { call } from '../../support/call.js';
import { eventually } from '../../support/eventually.js';
import { fileOf, sha256Of } from '../../support/evidence/evidence-rows.js';
import { startOrigin, type OriginServer } from '../../support/evidence/origin-server.js';
import { createIntake, type TestIntake } from '../../support/intake.js';

const PAGE = '<script>alert(document.domain)</script>';
const SUBJECT = '100000000000000001';

interface Listed {
  readonly items: { readonly id: string; readonly state: string; readonly signalId: string }[];
  readonly nextCursor: string | null;
}

let files: OriginServer;
let app: TestApp;
let intake: TestIntake;
let base: string;
let moderator: string;

beforeAll(async () => {
  files = await startOrigin();
  app = await startTestApp({ evidence: { hosts: [files.host], maxBytes: 1000, s3: null } });
  intake = await createIntake(app);
  base = `/v1/guilds/${intake.guild.guildId}/tickets`;
  moderator = await intake.guild.moderator('300000000000000001');
});

afterAll(async () => {
  await app.close();
  await files.close();
});

const list = (ticket: string | number, token = moderator, query = '') =>
  call<Listed>(app, 'GET', `${base}/${ticket}/evidence${query}`, token);

interface Bytes {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function bytes(ticket: string | number, id: string, token = moderator): Promise<Bytes> {
  const response = await fetch(`${app.url}${base}/${ticket}/evidence/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function problem(answer: Promise<Bytes>): Promise<object> {
  const { status, text } = await answer;
  return { status, ...(JSON.parse(text) as object) };
}

/** A ticket with one piece of evidence, which is settled. */
async function withEvidence(
  url: string,
  over: { subject?: string; filename?: string } = {},
): Promise<Receipt & { evidenceId: string }> {
  const { subject = SUBJECT, filename = 'page.html' } = over;
  const receipt = await intake.accept({
    correlationKey: newId(),
    subject: { type: 'user', id: subject, name: null },
    attachments: [{ url, filename, contentType: 'text/html', size: 7 }],
  });
  const evidenceId = await eventually(async () => {
    const { body } = await list(receipt.ticketId);
    expect(body.items[0]?.state).not.toBe('pending');
    return body.items[0]!.id;
  });
  return { ...receipt, evidenceId };
}

describe('reading evidence', () => {
  it('lists what came with a ticket, its hash and where it was', async () => {
    const url = files.serve('/page.html', PAGE);
    const { ticketNumber, signalId, evidenceId } = await withEvidence(url);
    expect((await list(`%23${ticketNumber}`)).body).toEqual({
      items: [
        {
          id: evidenceId,
          signalId,
          position: 0,
          state: 'stored',
          url,
          filename: 'page.html',
          contentType: 'text/html',
          size: PAGE.length,
          sha256: sha256Of(PAGE),
          attempts: 1,
          error: null,
          receivedAt: expect.any(String),
          storedAt: expect.any(String),
        },
      ],
      nextCursor: null,
    });
  });

  it('gives the bytes to be saved and never to be shown', async () => {
    const { ticketId, evidenceId } = await withEvidence(files.serve('/page.html', PAGE));
    const answer = await bytes(ticketId, evidenceId);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="page.html"; filename*=UTF-8''page.html`,
      'content-length': String(PAGE.length),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    expect(answer.text).toBe(PAGE);
  });

  it('goes with its signal to another ticket', async () => {
    const url = files.serve('/moves', 'moves');
    const [from, to] = [await withEvidence(url), await withEvidence(url)];
    const claimed = await call(app, 'POST', `${base}/${from.ticketId}/claim`, moderator, { version: 1 });
    const merged = await call(app, 'POST', `${base}/${from.ticketId}/merge`, moderator, {
      version: claimed.body['version'],
      into: to.ticketNumber,
    });
    expect(merged.status).toBeLessThan(300);
    expect((await list(from.ticketId)).body.items).toEqual([]);
    expect((await list(to.ticketId)).body.items).toHaveLength(2);
    expect((await bytes(to.ticketId, from.evidenceId)).status).toBe(200);
    expect((await bytes(from.ticketId, from.evidenceId)).status).toBe(404);
  });

  it('goes page by page, the newest signal first', async () => {
    const key = newId();
    const url = files.serve('/paged', 'paged');
    const attachment = { url, filename: null, contentType: null, size: null };
    let ticketId = '';
    for (let i = 0; i < 4; i += 1) {
      ({ ticketId } = await intake.accept({ correlationKey: key, attachments: [attachment, attachment] }));
    }
    const all = (await list(ticketId)).body.items;
    expect(all).toHaveLength(8);
    const found: Listed['items'] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = `?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const { body }: { body: Listed } = await list(ticketId, moderator, query);
      found.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(found.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    const other = await withEvidence(url);
    const stolen = (await list(ticketId, moderator, '?limit=3')).body.nextCursor;
    expect((await list(other.ticketId, moderator, `?cursor=${stolen}`)).status).toBe(400);
  });

  it('says why there are no bytes', async () => {
    const { ticketId, evidenceId } = await withEvidence('https://elsewhere.example/a');
    expect(await problem(bytes(ticketId, evidenceId))).toMatchObject({
      status: 409,
      code: 'evidence_not_kept',
      state: 'refused',
      detail: expect.stringContaining('elsewhere.example is not among the hosts'),
    });
    const lost = await withEvidence(files.serve('/lost', 'to be lost'));
    rmSync(join(app.config.dataDir, 'evidence', fileOf(intake.guild.guildId, 'to be lost')));
    expect(await problem(bytes(lost.ticketId, lost.evidenceId))).toMatchObject({
      status: 503,
      code: 'evidence_missing',
    });
  });

  it('I8: is not there for whom its ticket is about, whatever their role', async () => {
    const subject = '300000000000000002';
    const { ticketId, evidenceId } = await withEvidence(files.serve('/about', 'x'), { subject });
    const theirs = await intake.guild.moderator(subject, 'admin');
    expect(await list(ticketId, theirs)).toMatchObject({ status: 404, body: { code: 'unknown_ticket' } });
    expect(await problem(bytes(ticketId, evidenceId, theirs))).toMatchObject({
      status: 404,
      code: 'unknown_ticket',
    });
    const other = await withEvidence(files.serve('/other', 'x'));
    expect(await problem(bytes(other.ticketId, evidenceId, theirs))).toMatchObject({
      status: 404,
      code: 'unknown_evidence',
    });
  });

  it('is of its guild, its ticket and its id alone', async () => {
    const { ticketId, evidenceId } = await withEvidence(files.serve('/own', 'x'));
    const other = await createIntake(app);
    const stranger = await other.guild.moderator('300000000000000003');
    expect((await bytes(ticketId, evidenceId, stranger)).status).toBe(401);
    const { ticketId: theirs } = await other.accept();
    const path = `/v1/guilds/${other.guild.guildId}/tickets/${theirs}/evidence/${evidenceId}`;
    expect((await call(app, 'GET', path, stranger)).body).toMatchObject({ code: 'unknown_evidence' });
    for (const id of [newId(), 'x', '..%2f..', '1'.repeat(100)]) {
      expect((await bytes(ticketId, id)).status).toBe(404);
    }
  });

  it('is for staff: it needs a login, the role and a scope', async () => {
    const { ticketId, evidenceId } = await withEvidence(files.serve('/staff', 'x'));
    const member = await intake.guild.moderator('300000000000000004', 'member');
    const sender = await intake.guild.service('signals:write');
    const reader = await intake.guild.service('tickets:read');
    expect((await list(ticketId, 'x')).status).toBe(401);
    expect((await bytes(ticketId, evidenceId, 'x')).status).toBe(401);
    for (const token of [member, sender]) {
      expect((await list(ticketId, token)).status).toBe(403);
      expect((await bytes(ticketId, evidenceId, token)).status).toBe(403);
    }
    expect((await bytes(ticketId, evidenceId, reader)).status).toBe(200);
    expect((await list(ticketId, moderator, '?limit=0')).status).toBe(400);
  });
});
