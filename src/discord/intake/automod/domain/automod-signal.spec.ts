import { describe, expect, it } from '@jest/globals';
import { automodSettings } from './automod-settings.js';
import {
  automodSignal,
  NO_TEXT,
  type AutoModContext,
  type AutoModRule,
  type AutoModTrigger,
} from './automod-signal.js';

const TRIGGER: AutoModTrigger = {
  guildId: '1',
  ruleId: '700',
  userId: '200000000000000001',
  channelId: '300000000000000001',
  messageId: null,
  content: 'cheap gold at gold.example',
  action: 'block_message',
  triggerId: '700:x:0:0',
  userName: 'Kim',
  triggerType: 1,
  matchedKeyword: 'cheap gold',
  matchedContent: 'cheap gold',
  alertMessageId: null,
  at: new Date('2026-08-01T12:00:00Z'),
};
const RULE: AutoModRule = { name: 'No sellers', triggerType: 1, presets: [], actionTypes: [1, 2, 3] };
const CONTEXT: AutoModContext = {
  rule: RULE,
  namedCategory: null,
  settings: automodSettings({}),
  wave: null,
};

const signal = (trigger: Partial<AutoModTrigger> = {}, context: Partial<AutoModContext> = {}) =>
  automodSignal({ ...TRIGGER, ...trigger }, { ...CONTEXT, ...context });

describe('automodSignal', () => {
  it('says who wrote what where, and everything the rule does about it', () => {
    expect(signal()).toMatchObject({
      externalId: '700:x:0:0',
      kind: 'flag',
      subject: { type: 'user', id: '200000000000000001', name: 'Kim' },
      text: 'cheap gold at gold.example',
      channelId: '300000000000000001',
      messageId: null,
      correlationKey: null,
      data: {
        ruleId: '700',
        ruleName: 'No sellers',
        trigger: 'keyword',
        actions: ['block_message', 'send_alert', 'timeout'],
        blocked: true,
        matchedKeyword: 'cheap gold',
      },
    });
  });

  it('says that the text is missing where Discord keeps it back', () => {
    expect(signal({ content: '', matchedContent: '' }).text).toBe(NO_TEXT);
    expect(signal({ content: '', matchedContent: '' }).data).not.toHaveProperty('matchedContent');
  });

  it('knows no more of a rule that could not be asked for than its kind', () => {
    expect(signal({ triggerType: 5 }, { rule: null })).toMatchObject({
      category: 'spam',
      data: { ruleName: null, actions: ['block_message'] },
    });
  });

  it.each([
    ['spam', 3, [], null, 'spam', 'low'],
    ['too many mentions', 5, [], null, 'spam', 'medium'],
    ['slurs', 4, [3], null, 'hate', 'high'],
    ['sexual words', 4, [2], null, 'nsfw', 'medium'],
    ['profanity', 4, [1], null, 'harassment', 'low'],
    ['several lists, of which any may have matched', 4, [1, 2, 3], null, 'hate', 'high'],
    ['words of the guild, named for what they are', 1, [], 'scam', 'scam', 'medium'],
    ['words of the guild, named anything', 1, [], null, 'other', 'medium'],
    ['a profile', 6, [], null, 'other', 'medium'],
  ])('places %s', (_what, triggerType, presets, namedCategory, category, severity) => {
    expect(signal({ triggerType }, { rule: { ...RULE, presets }, namedCategory })).toMatchObject({
      category,
      severity,
    });
  });

  it.each([
    ['by the name of the rule', { 'no SELLERS': { category: 'scam', severity: 'high' } }, 'scam', 'high'],
    ['by its id', { '700': { severity: 'low' } }, 'spam', 'low'],
    ['by nothing usable', { '700': { category: 'No!', severity: 'worst' }, x: 4 }, 'spam', 'medium'],
  ])('lets the guild say otherwise %s', (_what, rules, category, severity) => {
    const settings = automodSettings({ rules });
    expect(signal({}, { namedCategory: 'spam', settings })).toMatchObject({ category, severity });
  });

  it('makes the triggers of a raid one thing, and keeps whom each is about', () => {
    const wave = { kind: 'raid', key: 'raid:700:1' } as const;
    expect(signal({}, { wave })).toMatchObject({
      category: 'raid',
      severity: 'high',
      correlationKey: 'raid:700:1',
      subject: { id: '200000000000000001' },
      data: { wave: 'raid' },
    });
  });
});

describe('automodSettings', () => {
  const usual = { members: 10, ofOneMember: 8, withinSeconds: 30 };
  it.each([
    ['nothing said', {}, usual],
    ['switched off', { raid: false }, null],
    [
      'other numbers',
      { raid: { members: 25, withinSeconds: 60 } },
      { ...usual, members: 25, withinSeconds: 60 },
    ],
    ['numbers that cannot be', { raid: { members: 1, ofOneMember: 2.5, withinSeconds: '9' } }, usual],
    ['something else', { raid: [], rules: 'x' }, usual],
  ])('reads %s', (_what, settings, raid) => {
    expect(automodSettings(settings).raid).toEqual(raid);
  });
});
