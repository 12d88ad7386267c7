import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromSlackWebhook } from './from-slack-webhook.js';

const context = {
  guildId: '197038439483310086',
  sourceId: '1210987654321098765',
  settings: {},
  now: new Date('2026-08-01T12:00:00.000Z'),
};

function signalOf(payload: unknown) {
  const result = fromSlackWebhook(payload, context);
  if (!('signal' in result)) throw new Error(JSON.stringify(result));
  return result.signal;
}

const alertmanager = {
  channel: '#alerts',
  username: 'Alertmanager',
  attachments: [
    {
      title: '[FIRING:1] InstanceDown',
      title_link: 'https://alerts.example.org/#/alerts?receiver=slack',
      text: 'node-1 is unreachable',
      fallback: '[FIRING:1] InstanceDown | https://alerts.example.org',
      fields: [
        { title: 'Instance', value: 'node-1', short: true },
        { title: 'Severity', value: 'warning', short: true },
      ],
      color: 'danger',
      footer: 'prometheus',
      ts: 1785585000,
    },
  ],
};

const sentry = {
  blocks: [
    { type: 'header', text: { type: 'plain_text', text: 'Sentry: new issue' } },
    {
      type: 'section',
      text: { type: 'mrkdwn', text: '<https://example.sentry.io/issues/1|TypeError: x &amp; y>' },
      fields: [{ type: 'mrkdwn', text: '*Project:* web' }],
    },
    { type: 'divider' },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'level = fatal' }] },
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'seen ' },
            { type: 'text', text: 'twice' },
          ],
        },
      ],
    },
  ],
};

describe('fromSlackWebhook reads', () => {
  it('plain text', () => {
    expect(signalOf({ text: 'deploy failed' })).toMatchObject({
      kind: 'flag',
      text: 'deploy failed',
      subject: { type: 'other', id: context.sourceId },
    });
  });

  it('attachments, as Prometheus Alertmanager sends them', () => {
    expect(signalOf(alertmanager)).toMatchObject({
      category: 'outage',
      severity: 'medium',
      subject: { type: 'other', id: 'node-1', name: 'node-1' },
      text: '[FIRING:1] InstanceDown\nnode-1 is unreachable\nInstance: node-1\nSeverity: warning\nprometheus',
      links: ['https://alerts.example.org/#/alerts?receiver=slack'],
      occurredAt: new Date(1785585000_000),
    });
  });

  it('blocks', () => {
    expect(signalOf(sentry)).toMatchObject({
      severity: 'critical',
      subject: { id: 'web' },
      text: 'Sentry: new issue\nTypeError: x & y (https://example.sentry.io/issues/1)\n*Project:* web\nlevel = fatal\nseen twice',
      links: ['https://example.sentry.io/issues/1'],
      data: { format: 'slack', title: 'Sentry: new issue' },
    });
  });

  it.each([
    ['danger', 'high'],
    ['#ff0000', 'high'],
    ['warning', 'medium'],
    ['good', 'low'],
    ['nonsense', 'medium'],
  ])('the colour %s as %s', (color, severity) => {
    expect(signalOf({ attachments: [{ color, text: 'x' }] }).severity).toBe(severity);
  });

  it('the fallback when there is nothing else', () => {
    expect(signalOf({ attachments: [{ fallback: 'only this' }] }).text).toBe('only this');
  });
});

describe('fromSlackWebhook refuses', () => {
  it.each([[undefined], [[]], ['text'], [{}], [{ text: ' ' }], [{ blocks: [{ type: 'divider' }] }]])(
    '%j',
    (payload) => {
      expect(fromSlackWebhook(payload, context)).toEqual({
        code: 50006,
        message: 'Cannot send an empty message',
      });
    },
  );

  it('and never throws', () => {
    const shaped = fc.record({
      text: fc.anything(),
      attachments: fc.anything(),
      blocks: fc.array(fc.anything()),
    });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), shaped), (payload) => void fromSlackWebhook(payload, context)),
      { numRuns: 1000 },
    );
  });
});
