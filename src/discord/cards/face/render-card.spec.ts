import { describe, expect, it } from '@jest/globals';
import type { Ticket, TicketSignal } from '#tickets';
import { aTicket, DECIDED, ESCALATED, ownedBy } from '../../../../test/support/ticket-factories.js';
import { cardTitle, renderCard, type CardFacts } from './render-card.js';

const HOSTILE = [
  '@everyone @here <@&123456789012345678> <@123456789012345678>',
  '**bold** [click](https://evil.example) ||spoiler|| `code` ```block```',
  '> not a quote\n# heading\n- list\n-# small',
  '\u202Edlrow olleh\u202C \u200Bzero\u0000',
  '<t:0:R> <#123456789012345678> :smile: <a:b:123456789012345678> https://evil.example',
  'x'.repeat(4_000),
  '*_`~|@<'.repeat(600),
  '\n'.repeat(4_000),
];

function aSignal(over: Partial<TicketSignal> = {}): TicketSignal {
  return {
    id: '019fbc1e-6d4f-7a55-8c1c-0f3f6f1d2b11',
    receivedAt: new Date('2026-08-01T12:00:00Z'),
    sourceId: 's',
    externalId: null,
    kind: 'report',
    category: 'harassment',
    severity: 'high',
    confidence: 1,
    subjectType: 'user',
    subjectId: '100000000000000001',
    subjectName: 'Subject',
    reporterId: '100000000000000002',
    reporterName: 'Reporter',
    text: 'look at this',
    channelId: null,
    messageId: null,
    links: [],
    attachments: [],
    evidence: [],
    occurredAt: new Date('2026-08-01T12:00:00Z'),
    correlationKey: null,
    data: {},
    features: {
      sourceTrust: 0.5,
      reporterAccuracy: null,
      subjectActions: 0,
      subjectIsStaff: false,
      contests: null,
    },
    decision: {
      stream: 'review',
      category: 'harassment',
      priority: 0,
      parts: [],
      correlationKey: 'k',
      fingerprint: null,
      windowMinutes: 60,
      tags: [],
      thresholds: [],
      title: 'title',
      explanation: { rule: null, matched: [], ruleset: '1', reasons: [], heldOut: false },
    },
    ...over,
  };
}

function shown(ticket: Ticket, over: Partial<CardFacts> = {}) {
  const facts = { ticket, signals: [aSignal()], sourceName: 'AutoMod', otherThreadIds: [], ...over };
  const { embeds, components } = renderCard(facts, 'en');
  const [embed] = embeds;
  const fields = embed.fields ?? [];
  return {
    text: [embed.title, embed.description, ...fields.flatMap(({ name, value }) => [name, value])].join('\n'),
    field: (name: string) => fields.find((one) => one.name.startsWith(name))?.value,
    buttons: components.map((row) => row.components.map(({ custom_id: id }) => id.split(':')[0])),
    fields,
    embed,
    components,
  };
}

describe('a card', () => {
  it.each<[string, Ticket, string[][]]>([
    [
      'nobody has claimed',
      aTicket(),
      [
        ['claim', 'wait', 'escalate', 'resolve'],
        ['note', 'act', 'history'],
      ],
    ],
    [
      'is claimed',
      aTicket(ownedBy('1')),
      [
        ['release', 'wait', 'escalate', 'resolve'],
        ['note', 'act', 'history'],
      ],
    ],
    [
      'is escalated',
      aTicket(ESCALATED),
      [
        ['claim', 'wait', 'resolve'],
        ['note', 'act', 'history'],
      ],
    ],
    [
      'is about no user',
      aTicket({ subjectType: 'channel' }),
      [
        ['claim', 'wait', 'escalate', 'resolve'],
        ['note', 'history'],
      ],
    ],
    ['is resolved', aTicket(DECIDED), [['note', 'history']]],
  ])('of a ticket that %s has its buttons', (_what, ticket, buttons) => {
    expect(shown(ticket).buttons).toEqual(buttons);
  });

  it('names with each button the ticket, the version it shows, and the kind (I6)', () => {
    const ticket = aTicket({ version: 12 });
    const ids = shown(ticket).components.flatMap((row) => row.components.map((one) => one.custom_id));
    for (const id of ids) expect(id.split(':').slice(1)).toEqual([ticket.id, '12', ticket.kind]);
  });

  it('I15: says which rule placed it, why, and what its priority is made of', () => {
    const ticket = aTicket({
      priority: 62,
      priorityParts: [
        { name: 'category', points: 40 },
        { name: 'severity', points: 22 },
      ],
      explanation: {
        rule: { id: 'threats', version: 3 },
        matched: [],
        ruleset: '9',
        reasons: ['It is a threat.'],
        heldOut: false,
      },
    });
    expect(shown(ticket).field('Priority 62')).toBe('category 40 · severity 22');
    expect(shown(ticket).field('Why')).toBe('Rule threats, version 3\n- It is a threat\\.');
  });

  it('never tells that a ticket was held out of a rule', () => {
    const explanation = { ...aTicket().explanation, heldOut: true, heldOutBy: { id: 'closer', version: 1 } };
    const { text } = shown(aTicket({ explanation }));
    expect(text).toBe(shown(aTicket()).text);
  });

  it('shows times as each reader reads them', () => {
    const at = new Date('2026-08-01T13:00:00Z');
    const late = aTicket({
      slaDueAt: at,
      slaBreached: true,
      status: 'waiting',
      waitFor: 'member',
      waitUntil: at,
    });
    expect(shown(late).field('Due')).toBe('**overdue**, was due <t:1785589200:R>');
    expect(shown(late).field('Waiting')).toBe('for the member\nwakes <t:1785589200:R>');
  });

  it('quotes the newest signals, as many as there is room for', () => {
    const signals = Array.from({ length: 30 }, (_, i) => aSignal({ text: `${i} ${'long '.repeat(120)}` }));
    const { fields, text } = shown(aTicket(), { signals });
    expect(text).toContain('> 0 long');
    expect(fields.length).toBeLessThanOrEqual(25);
    expect(text.length).toBeLessThanOrEqual(6_000);
  });

  it('links the talk that hangs on another card', () => {
    expect(shown(aTicket(), { otherThreadIds: ['300000000000000001'] }).field('Earlier')).toBe(
      '<#300000000000000001>',
    );
  });

  it('speaks the language of the guild', () => {
    const facts = { ticket: aTicket(), signals: [], sourceName: null, otherThreadIds: [] };
    const { components, embeds } = renderCard(facts, 'de');
    expect(components[0]?.components[0]?.label).toBe('Übernehmen');
    expect(embeds[0].description).toContain('Prüfung');
  });

  it.each(HOSTILE)('I12: shows hostile text as it is, within the limits: %j', (text) => {
    const ticket = aTicket({
      ...DECIDED,
      title: text.slice(0, 200),
      category: text.slice(0, 60),
      subjectName: text.slice(0, 100),
      subjectId: text.slice(0, 100),
      tags: [text.slice(0, 60)],
      resolutionReason: text,
      explanation: { ...aTicket().explanation, rule: { id: text.slice(0, 60), version: 1 }, reasons: [text] },
      priorityParts: [{ name: text.slice(0, 60), points: 1 }],
    });
    const signals = [aSignal({ text, category: text.slice(0, 60) }), aSignal({ text })];
    const { embed, fields, text: all } = shown(ticket, { signals, sourceName: text });
    expect(embed.title?.length).toBeLessThanOrEqual(256);
    expect(embed.description?.length).toBeLessThanOrEqual(4_096);
    for (const { name, value } of fields) {
      expect(name.length).toBeLessThanOrEqual(256);
      expect(value.length).toBeLessThanOrEqual(1_024);
      expect(value.trim()).not.toBe('');
      expect(name.trim()).not.toBe('');
    }
    expect(all.length).toBeLessThanOrEqual(6_000);
    // What is left are mentions and times of Docket's own.
    const foreign = all.replace(/<@\d+>|<t:178\d+:R>/g, '').replace(/\\./g, '');
    expect(foreign).not.toMatch(/@|<|`|\|\||\]\(|https?:\/\//);
    expect(foreign).not.toMatch(/[\u202A-\u202E\u200B]/);
    expect(foreign).not.toMatch(/^(?:> )?#+ /m);
  });
});

describe('cardTitle', () => {
  it('is the number and the topic, and nothing that changes', () => {
    expect(cardTitle({ number: 1042, title: 'Rude *words*' }, 200)).toBe('#1042 · Rude \\*words\\*');
  });
});
