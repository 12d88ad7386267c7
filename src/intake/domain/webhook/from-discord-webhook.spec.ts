import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '#kernel';
import type { NewSignal } from '../new-signal.js';
import { fromDiscordWebhook } from './from-discord-webhook.js';

const GUILD = '197038439483310086';
const SOURCE = '1210987654321098765';
const USER = '80351110224678912';
const MOD = '82198898841029460';
const NOW = new Date('2026-08-01T12:00:00.000Z');

const read = (payload: unknown, settings: JsonObject = {}) =>
  fromDiscordWebhook(payload, [], { guildId: GUILD, sourceId: SOURCE, settings, now: NOW });

const invalid = (errors: object) => ({ code: 50035, message: 'Invalid Form Body', errors });
const error = (code: string, message: string) => ({ _errors: [{ code, message }] });

function signalOf(payload: unknown, settings: JsonObject = {}): NewSignal {
  const result = read(payload, settings);
  if (!('signal' in result)) throw new Error(JSON.stringify(result));
  return result.signal;
}

function idOfPlayer(value: string): string {
  return signalOf({ embeds: [{ fields: [{ name: 'Player', value }] }] }).subject.id;
}

const uptimeKuma = {
  username: 'Uptime Kuma',
  embeds: [
    {
      title: '❌ Your service Forum went down. ❌',
      color: 16711680,
      timestamp: '2026-08-01T11:58:00.000Z',
      fields: [
        { name: 'Service Name', value: 'Forum' },
        { name: 'Service URL', value: 'https://forum.example.org/' },
        { name: 'Time (Europe/Berlin)', value: '2026-08-01 13:58:00' },
        { name: 'Error', value: 'connect ECONNREFUSED 10.0.0.5:443' },
      ],
    },
  ],
};

const grafana = {
  username: 'Grafana',
  content:
    '**Firing**\n\nValue: A=91.2, C=1\nLabels:\n - alertname = HighErrorRate\n - instance = api-1\n - severity = critical\n',
  embeds: [
    {
      title: '[FIRING:1] HighErrorRate (api-1)',
      type: 'rich',
      color: 14037554,
      url: 'https://grafana.example.org/alerting/list',
      footer: { text: 'Grafana v11.2.0', icon_url: 'https://grafana.com/static/assets/img/fav32.png' },
    },
  ],
};

const carlBot = {
  embeds: [
    {
      title: 'ban | case 42',
      color: 0xff0000,
      description: `**Offender:** spammer <@${USER}>\n**Reason:** Scam links\n**Responsible moderator:** ann <@${MOD}>`,
      footer: { text: `ID: ${USER}` },
    },
  ],
};

const dyno = {
  embeds: [
    {
      author: { name: 'Case 12 | Mute | spammer' },
      color: 0xff9900,
      fields: [
        { name: 'User', value: 'spammer' },
        { name: 'Moderator', value: `<@${MOD}>` },
        { name: 'Reason', value: 'Spamming in #general' },
      ],
      footer: { text: `ID: ${USER}` },
    },
  ],
};

const mee6 = {
  embeds: [
    {
      author: { name: '[WARN] spammer' },
      fields: [
        { name: 'User', value: `<@${USER}>`, inline: true },
        { name: 'Moderator', value: `<@!${MOD}>`, inline: true },
        { name: 'Reason', value: 'Posted an invite', inline: true },
      ],
    },
  ],
};

const sentry = {
  embeds: [
    {
      title: 'TypeError: undefined is not a function',
      url: 'https://example.sentry.io/issues/123/',
      color: 0xe03e2f,
      fields: [
        { name: 'Project', value: 'web' },
        { name: 'Level', value: 'fatal' },
      ],
    },
  ],
};

const reportBot = {
  content: `<@&99988877766655544> new report\nhttps://discord.com/channels/${GUILD}/222222222222222222/333333333333333333`,
  embeds: [
    {
      title: 'Message reported',
      description: 'free nitro at https://evil.example/gift',
      fields: [
        { name: '👤 Reported User', value: `spammer (\`${USER}\`)` },
        { name: 'Reported by', value: `<@${MOD}> ann` },
        { name: 'Category', value: 'Scam / Phishing' },
        { name: 'Confidence', value: '97 %' },
      ],
    },
  ],
};

describe('fromDiscordWebhook reads what existing tools send', () => {
  it.each<[string, unknown, object]>([
    [
      'Uptime Kuma',
      uptimeKuma,
      {
        kind: 'flag',
        category: 'outage',
        severity: 'high',
        subject: { type: 'other', id: 'forum', name: 'Forum' },
        links: ['https://forum.example.org/'],
        occurredAt: new Date('2026-08-01T11:58:00.000Z'),
        data: { sender: 'Uptime Kuma', reason: 'connect ECONNREFUSED 10.0.0.5:443' },
      },
    ],
    [
      'Uptime Kuma, recovered',
      {
        embeds: [
          { title: '✅ Your service Forum is up! ✅', color: 65280, fields: uptimeKuma.embeds[0]?.fields },
        ],
      },
      { category: 'outage', severity: 'low', subject: { id: 'forum' } },
    ],
    [
      'Grafana',
      grafana,
      {
        category: 'outage',
        severity: 'critical',
        subject: { type: 'other', id: 'HighErrorRate'.toLowerCase(), name: 'HighErrorRate' },
        links: ['https://grafana.example.org/alerting/list'],
      },
    ],
    [
      'Carl-bot',
      carlBot,
      {
        category: 'mod_action',
        severity: 'high',
        subject: { type: 'user', id: USER, name: 'spammer' },
        data: { reason: 'Scam links' },
      },
    ],
    [
      'Dyno, whose id stands in the footer',
      dyno,
      { category: 'mod_action', severity: 'medium', subject: { type: 'user', id: USER, name: 'spammer' } },
    ],
    [
      'MEE6',
      mee6,
      { category: 'mod_action', severity: 'medium', subject: { type: 'user', id: USER, name: null } },
    ],
    [
      'Sentry',
      sentry,
      {
        severity: 'critical',
        subject: { type: 'other', id: 'web', name: 'web' },
        links: ['https://example.sentry.io/issues/123/'],
      },
    ],
    [
      'a report bot',
      reportBot,
      {
        category: 'scam_phishing',
        confidence: 0.97,
        subject: { type: 'user', id: USER, name: 'spammer' },
        reporter: { id: MOD, name: 'ann' },
        channelId: '222222222222222222',
        messageId: '333333333333333333',
        links: [
          `https://discord.com/channels/${GUILD}/222222222222222222/333333333333333333`,
          'https://evil.example/gift',
        ],
      },
    ],
  ])('%s', (_tool, payload, expected) => {
    expect(signalOf(payload)).toMatchObject(expected);
  });

  it('keeps all that can be read as text', () => {
    expect(signalOf(dyno).text).toBe(
      `Case 12 | Mute | spammer\nUser: spammer\nModerator: <@${MOD}>\nReason: Spamming in #general\nID: ${USER}`,
    );
  });
});

describe('fromDiscordWebhook finds the subject', () => {
  it.each<[string, object, object]>([
    ['in a field', { embeds: [{ fields: [{ name: 'Target', value: USER }] }] }, { type: 'user', id: USER }],
    ['in a bold line', { content: `**User:** ann (${USER})` }, { type: 'user', id: USER, name: 'ann' }],
    [
      'in a field for the id',
      { embeds: [{ fields: [{ name: 'User ID', value: USER }] }] },
      { type: 'user', id: USER },
    ],
    ['as the first mention', { content: `look at <@!${USER}> and <@${MOD}>` }, { type: 'user', id: USER }],
    [
      'not in who acted',
      { content: `Moderator: <@${MOD}>\nTimed out <@${USER}>` },
      { type: 'user', id: USER },
    ],
    ['not in a pinged role', { content: `<@&${MOD}> help` }, { type: 'other', id: SOURCE }],
    [
      'as a name without an id',
      { embeds: [{ fields: [{ name: 'Player', value: 'xX Griefer Xx' }] }] },
      { type: 'other', id: 'xx-griefer-xx', name: 'xX Griefer Xx' },
    ],
    [
      'as a linked message',
      { content: `https://canary.discord.com/channels/${GUILD}/222222222222222222/333333333333333333` },
      { type: 'message', id: '333333333333333333' },
    ],
    [
      "not as a message of another guild's",
      { content: 'https://discord.com/channels/111111111111111111/222222222222222222/333333333333333333' },
      { type: 'other', id: SOURCE },
    ],
    [
      'nowhere: the source',
      { content: 'the lights are off', username: 'House' },
      { type: 'other', id: SOURCE, name: 'House' },
    ],
  ])('%s', (_where, payload, subject) => {
    expect(signalOf(payload).subject).toMatchObject(subject);
  });

  it('gives a name in another script an id of its own', () => {
    expect(idOfPlayer('Кот')).toMatch(/^[0-9a-f]{32}$/);
    expect(idOfPlayer('Кот')).not.toBe(idOfPlayer('Бот'));
  });
});

describe('fromDiscordWebhook follows the settings of the source', () => {
  const german = {
    embeds: [
      {
        fields: [
          { name: '**Spieler:**', value: `<@${USER}>` },
          { name: 'User', value: `<@${MOD}>` },
          { name: 'Grund', value: 'Beleidigung' },
          { name: 'Stufe', value: 'critical' },
          { name: 'Art', value: 'Grobe Beleidigung' },
          {
            name: 'Stelle',
            value: `https://discord.com/channels/${GUILD}/222222222222222222/333333333333333333`,
          },
        ],
      },
    ],
  };
  const mapping = {
    member: 'Spieler',
    reason: ['Grund'],
    severity: 'stufe',
    category: 'Art',
    messageLink: 'Stelle',
  };

  it('takes their names of fields before the usual ones', () => {
    expect(signalOf(german, { mapping })).toMatchObject({
      subject: { type: 'user', id: USER },
      severity: 'critical',
      category: 'grobe_beleidigung',
      messageId: '333333333333333333',
      data: { reason: 'Beleidigung' },
    });
    expect(signalOf(german).subject.id).toBe(MOD);
  });

  it('takes their category before words, and their severity when nothing says one', () => {
    expect(
      signalOf({ content: 'spam filter failed' }, { category: 'infrastructure', severity: 'low' }),
    ).toMatchObject({
      category: 'infrastructure',
      severity: 'low',
    });
    expect(signalOf({ content: 'spam filter failed' })).toMatchObject({
      category: 'spam',
      severity: 'medium',
    });
    expect(signalOf({ embeds: [{ title: 'x', color: 0xff0000 }] }, { severity: 'low' }).severity).toBe(
      'high',
    );
  });

  it.each([null, 5, [], { member: 5 }, { member: [null, {}] }])(
    'passes over a mapping like %j',
    (mapping) => {
      expect(signalOf(mee6, { mapping: mapping as never }).subject.id).toBe(USER);
    },
  );
});

describe('fromDiscordWebhook reads components', () => {
  it('with their texts, links and colour', () => {
    const payload = {
      flags: 32768,
      components: [
        {
          type: 17,
          accent_color: 0xff0000,
          components: [
            { type: 10, content: `# Raid suspected\nUser: <@${USER}>` },
            {
              type: 9,
              components: [{ type: 10, content: 'Joined 10 s ago' }],
              accessory: { type: 2, style: 5, url: 'https://a.example/x', label: 'Open' },
            },
          ],
        },
      ],
    };
    expect(signalOf(payload)).toMatchObject({
      category: 'raid',
      severity: 'high',
      subject: { type: 'user', id: USER },
      links: ['https://a.example/x'],
      text: expect.stringContaining('Joined 10 s ago'),
    });
  });
});

describe('fromDiscordWebhook refuses as Discord does', () => {
  it.each<[string, unknown]>([
    ['nothing', {}],
    ['blank content', { content: ' \n' }],
    ['an empty embed', { embeds: [{}] }],
    ['only a name', { username: 'x' }],
  ])('%s: an empty message', (_what, payload) => {
    expect(read(payload)).toEqual({ code: 50006, message: 'Cannot send an empty message' });
  });

  it.each<[string, unknown, object]>([
    [
      'long content',
      { content: 'x'.repeat(2001) },
      { content: error('BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.') },
    ],
    [
      'too many embeds',
      { embeds: Array.from({ length: 11 }, () => ({ title: 'x' })) },
      { embeds: error('BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.') },
    ],
    [
      'an embed field without a value',
      { embeds: [{ fields: [{ name: 'x' }] }] },
      { embeds: { 0: { fields: { 0: { value: error('BASE_TYPE_REQUIRED', 'This field is required') } } } } },
    ],
    [
      'embeds that are no list of objects',
      { embeds: ['x'] },
      { embeds: { 0: error('MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType') } },
    ],
    [
      'too much text in embeds',
      { embeds: Array.from({ length: 2 }, () => ({ description: 'x'.repeat(3001) })) },
      { embeds: error('MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000') },
    ],
    ['a list', [], error('MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType')],
  ])('%s', (_what, payload, errors) => {
    expect(read(payload)).toEqual(invalid(errors));
  });

  it('but takes a number for a text, as Discord does', () => {
    expect(signalOf({ content: 5 }).text).toBe('5');
  });
});

describe('fromDiscordWebhook never throws', () => {
  const value = fc.anything({ withNullPrototype: true });
  const shaped = fc.record(
    {
      content: fc.string({ unit: 'binary', maxLength: 300 }),
      username: fc.string({ unit: 'binary' }),
      embeds: fc.array(
        fc.record(
          {
            title: fc.string({ unit: 'binary' }),
            description: fc.string({ unit: 'binary' }),
            color: fc.integer(),
            timestamp: fc.string(),
            footer: fc.record({ text: fc.string() }),
            fields: fc.array(
              fc.record({ name: fc.string({ unit: 'binary' }), value: fc.string({ unit: 'binary' }) }),
            ),
            image: value,
          },
          { requiredKeys: [] },
        ),
      ),
      components: fc.array(value),
    },
    { requiredKeys: [] },
  );

  it('whatever comes in, and what it makes is bounded and storable', () => {
    fc.assert(
      fc.property(
        fc.oneof(value, shaped),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (payload, settings) => {
          const result = read(payload, settings);
          if (!('signal' in result)) return;
          const { signal } = result;
          expect(signal.text.length).toBeLessThanOrEqual(4000);
          expect(signal.category).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
          expect(signal.subject.id).toMatch(/^[!-;=?-~]{1,64}$/);
          expect(Number.isNaN(signal.occurredAt.getTime())).toBe(false);
          expect(JSON.stringify(signal).replaceAll('\\\\', '')).not.toMatch(/\\u(0000|d[89a-f])/);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each(['[', '*', ' ', '-', 'a:', '<@', 'https://', '1', '(', '\n'])(
    'and stays quick on many %j',
    (part) => {
      const text = part.repeat(Math.floor(2000 / part.length));
      const started = performance.now();
      read({
        content: text,
        embeds: [{ description: part.repeat(Math.floor(4000 / part.length)), footer: { text } }],
      });
      expect(performance.now() - started).toBeLessThan(1000);
    },
  );
});
