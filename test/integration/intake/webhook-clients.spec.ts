import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IncomingWebhook } from '@slack/webhook';
import * as spec from 'discord-api-spec/zod';
import { AttachmentBuilder, EmbedBuilder, WebhookClient } from 'discord.js';
import { Webhook } from 'discord-webhook-node';
import { openDoors, type Doors, type RegisteredSource } from '../../support/doors.js';

const run = promisify(execFile);
const USER = '80351110224678912';

/** As GitHub does: the event and the delivery are headers. */
const deliver = (url: string, body: string, type: string, event = 'issues') =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': type, 'x-github-event': event, 'x-github-delivery': 'd-1' },
    body,
  });

/** What curl prints, and the status in a line of its own. */
const curl = async (...args: string[]) => {
  const { stdout } = await run('curl', ['-sS', '-w', '\n%{http_code}', ...args]);
  return stdout;
};

describe('tools that post to a Discord webhook post here unchanged', () => {
  let doors: Doors;
  let source: RegisteredSource;
  let folder: string;

  beforeAll(async () => {
    doors = await openDoors();
    folder = mkdtempSync(join(tmpdir(), 'docket-upload-'));
    writeFileSync(join(folder, 'proof.txt'), 'what was said');
  });
  beforeEach(async () => {
    source = await doors.register({ name: 'Watcher' });
  });
  afterAll(async () => {
    await doors.close();
    rmSync(folder, { recursive: true });
  });

  /** The one signal that came of it, which is in a ticket. */
  const taken = async () => {
    const stored = await doors.stored(source.id);
    expect(stored).toHaveLength(1);
    expect(stored[0]!.ticketId).toMatch(/^[0-9a-f-]{36}$/);
    return stored[0]!;
  };

  it('discord.js', async () => {
    const client = new WebhookClient(
      { id: source.id, token: source.token },
      { rest: { api: `${doors.url}/api` } },
    );
    const message = await client.send({
      content: `<@${USER}> sent the same link 12 times`,
      username: 'AutoFlag',
      threadId: '1234567890123456789',
      embeds: [
        new EmbedBuilder()
          .setTitle('Scam link')
          .setColor(0xff0000)
          .addFields({ name: 'User', value: `spammer (${USER})` }),
      ],
      files: [new AttachmentBuilder(Buffer.from('evidence'), { name: 'log.txt' })],
    });
    expect(message).toMatchObject({
      webhook_id: source.id,
      author: { username: 'AutoFlag' },
      embeds: [{ title: 'Scam link' }],
      attachments: [{ filename: 'log.txt', size: 8 }],
    });
    spec.MessageResponseSchema.parse(message);
    expect(await taken()).toMatchObject({
      kind: 'flag',
      category: 'scam',
      severity: 'high',
      subjectType: 'user',
      subjectId: USER,
      attachments: [
        {
          filename: 'log.txt',
          size: 8,
          sha256: 'ee8250fb76e094b34b471f13a73dbbe51d1ae142e9df59d7c0d31ec20f0a0a8e',
        },
      ],
    });
  });

  it('discord.js, told that a message cannot be edited or deleted', async () => {
    const client = new WebhookClient(
      { id: source.id, token: source.token },
      { rest: { api: `${doors.url}/api` } },
    );
    const { id } = await client.send('Forum is down');
    await expect(client.editMessage(id, 'Forum is up')).rejects.toMatchObject({ code: 10008, status: 404 });
    await expect(client.fetchMessage(id)).rejects.toMatchObject({ code: 10008 });
    await expect(client.deleteMessage(id)).rejects.toMatchObject({ code: 10008 });
    await taken();
  });

  it('discord.js, refused as by Discord', async () => {
    const rest = { rest: { api: `${doors.url}/api`, retries: 0 } };
    const wrong = new WebhookClient({ id: source.id, token: source.token.replace(/^./, '-') }, rest);
    await expect(wrong.send('x')).rejects.toMatchObject({ code: 50027, status: 401 });
    const right = new WebhookClient({ id: source.id, token: source.token }, rest);
    await expect(right.send('x'.repeat(2001))).rejects.toMatchObject({
      code: 50035,
      status: 400,
      message: expect.stringContaining('content[BASE_TYPE_MAX_LENGTH]: Must be 2000 or fewer in length.'),
    });
    expect(await doors.stored(source.id)).toEqual([]);
  });

  it('discord-webhook-node', async () => {
    const hook = new Webhook(source.webhookUrl);
    hook.setUsername('Shop watch');
    await hook.error('Chargeback', 'User', `<@${USER}>`);
    expect(await taken()).toMatchObject({ subjectId: USER, data: { sender: 'Shop watch' } });
  });

  it('discord-webhook-node, a file', async () => {
    const hook = new Webhook(source.webhookUrl);
    await hook.sendFile(join(folder, 'proof.txt'));
    expect(await taken()).toMatchObject({ attachments: [{ filename: 'proof.txt', size: 13 }] });
  });

  it('@slack/webhook', async () => {
    const hook = new IncomingWebhook(`${source.webhookUrl}/slack`);
    const answer = await hook.send({
      text: 'Disk almost full',
      attachments: [{ color: 'danger', title: 'db-1', fields: [{ title: 'Severity', value: 'critical' }] }],
    });
    expect(answer.text).toBe('ok');
    expect(await taken()).toMatchObject({ severity: 'critical', data: { format: 'slack' } });
  });

  it('Grafana', async () => {
    const payload = {
      username: 'Grafana',
      content: '**Firing**\n\nLabels:\n - alertname = HighErrorRate\n - severity = critical\n',
      avatar_url: 'https://grafana.com/static/assets/img/fav32.png',
      embeds: [
        {
          title: '[FIRING:1] HighErrorRate',
          type: 'rich',
          color: 14037554,
          url: 'https://grafana.example.org/alerting/list',
          footer: { text: 'Grafana v11.2.0', icon_url: 'https://grafana.com/static/assets/img/fav32.png' },
        },
      ],
    };
    const response = await fetch(`${source.webhookUrl}?wait=true`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Grafana' },
      body: JSON.stringify(payload),
    });
    expect(response.status).toBe(200);
    expect(await taken()).toMatchObject({ category: 'outage', severity: 'critical' });
  });

  it('Grafana, with the picture of a panel', async () => {
    const form = new FormData();
    form.append('payload_json', JSON.stringify({ content: 'Firing: HighErrorRate' }));
    form.append('', new Blob(['png'], { type: 'image/png' }), 'panel.png');
    const response = await fetch(source.webhookUrl, { method: 'POST', body: form });
    expect(response.status).toBe(200);
    expect(await taken()).toMatchObject({
      text: 'Firing: HighErrorRate',
      attachments: [{ filename: 'panel.png', contentType: 'image/png', size: 3 }],
    });
  });

  it('curl, with JSON', async () => {
    const json = JSON.stringify({ content: `raid by <@${USER}>` });
    expect(await curl('-H', 'Content-Type: application/json', '-d', json, source.webhookUrl)).toBe('\n204');
    expect(await taken()).toMatchObject({ category: 'raid', subjectId: USER });
  });

  it('curl, with a form', async () => {
    const args = ['--data-urlencode', 'content=backup failed & stopped', '-d', 'username=cron'];
    expect(await curl(...args, source.webhookUrl)).toBe('\n204');
    expect(await taken()).toMatchObject({ text: 'backup failed & stopped', data: { sender: 'cron' } });
  });

  it('curl, with a file', async () => {
    const file = `file=@${join(folder, 'proof.txt')};type=text/plain`;
    const answer = await curl('-F', 'content=see the file', '-F', file, source.webhookUrl);
    expect(answer).toMatch(/\n200$/);
    expect(await taken()).toMatchObject({
      text: 'see the file',
      attachments: [{ filename: 'proof.txt', contentType: 'text/plain', size: 13 }],
    });
  });

  it('GitHub, which is known by its delivery', async () => {
    const payload = {
      action: 'opened',
      issue: { number: 7, title: 'It is broken', html_url: 'https://github.com/a/b/issues/7', body: 'Help' },
      repository: { full_name: 'a/b' },
      sender: { login: 'ann' },
    };
    const url = `${source.webhookUrl}/github`;
    expect((await deliver(url, '{"zen":"Speak."}', 'application/json', 'ping')).status).toBe(204);
    expect((await deliver(url, JSON.stringify(payload), 'application/json')).status).toBe(204);
    const form = new URLSearchParams({ payload: JSON.stringify(payload) });
    expect((await deliver(url, form.toString(), 'application/x-www-form-urlencoded')).status).toBe(204);
    expect(await taken()).toMatchObject({
      externalId: 'd-1',
      category: 'github_issues',
      subjectId: 'a/b#7',
      text: expect.stringContaining('It is broken'),
    });
  });

  it('tools that ask what is behind the URL first', async () => {
    const response = await fetch(source.webhookUrl);
    expect(response.status).toBe(200);
    const webhook: unknown = await response.json();
    spec.GuildIncomingWebhookResponseSchema.parse(webhook);
    expect(webhook).toMatchObject({
      id: source.id,
      type: 1,
      name: 'Watcher',
      guild_id: doors.guildId,
      token: source.token,
    });
  });
});
