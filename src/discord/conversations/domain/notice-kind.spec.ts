import { describe, expect, it } from '@jest/globals';
import type { EventType, JsonObject } from '#kernel';
import { noticeKind, type NoticeKind } from './notice-kind.js';

describe('noticeKind', () => {
  it.each<[EventType, JsonObject, NoticeKind | null]>([
    ['ticket.opened', {}, 'received'],
    ['ticket.replied', { text: 'x' }, 'reply'],
    ['ticket.replied', { text: 'x', heard: true }, null],
    ['ticket.resolved', {}, 'outcome'],
    ['ticket.reopened', {}, 'reopened'],
    ['ticket.reminded', {}, 'reminder'],
    ['ticket.noted', { text: 'staff only' }, null],
    ['ticket.escalated', {}, null],
    ['ticket.action_recorded', {}, null],
  ])('of %s with %j', (type, payload, kind) => {
    expect(noticeKind({ type, payload })).toBe(kind);
  });
});
