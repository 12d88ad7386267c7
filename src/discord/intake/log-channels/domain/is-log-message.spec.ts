import { describe, expect, it } from '@jest/globals';
import { isLogMessage } from './is-log-message.js';

const BOT = { id: '2', bot: true };

describe('isLogMessage', () => {
  it.each([
    ['a bot', { type: 0, author: BOT }, true],
    ['a webhook', { type: 0, author: { id: '3', bot: true }, webhook_id: '3' }, true],
    ['a bot that answers a command', { type: 20, author: BOT }, true],
    ['a person', { type: 0, author: { id: '4' } }, false],
    ['Docket', { type: 0, author: { id: '1', bot: true } }, false],
    ['a webhook of Docket', { type: 0, author: BOT, webhook_id: '2', application_id: '1' }, false],
    ['a bot that joins', { type: 7, author: BOT }, false],
    ['an alert of AutoMod, which has a door of its own', { type: 24, author: { id: '4' } }, false],
  ])('of %s', (_what, message, expected) => {
    expect(isLogMessage(message, { botId: '1' })).toBe(expected);
  });
});
