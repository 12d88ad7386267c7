import { describe, expect, it } from '@jest/globals';
import type { Attachment } from '#triage';
import { evidenceOfSignal } from './evidence-of-signal.js';

const NOW = new Date('2026-08-01T12:00:00Z');
const attachment = (url: string | null): Attachment => ({
  url,
  filename: 'a.png',
  contentType: 'image/png',
  size: 5,
});
const signal = (...urls: (string | null)[]) => ({
  id: 's',
  guildId: 'g',
  receivedAt: NOW,
  attachments: urls.map(attachment),
});
const ids = (): (() => string) => {
  let next = 0;
  return () => `id-${next++}`;
};

describe('evidenceOfSignal', () => {
  it('is nothing for a signal without attachments', () => {
    expect(evidenceOfSignal(signal(), [], [], ids())).toEqual([]);
  });

  it('owes a copy of what lies on a listed host, and says what it refuses', () => {
    const found = evidenceOfSignal(
      signal('https://a.example/1', 'https://b.example/2'),
      [],
      ['a.example'],
      ids(),
    );
    expect(found).toEqual([
      {
        guildId: 'g',
        id: 'id-0',
        signalId: 's',
        receivedAt: NOW,
        position: 0,
        state: 'pending',
        url: 'https://a.example/1',
        filename: 'a.png',
        contentType: 'image/png',
        size: 5,
        sha256: null,
        error: null,
        storedAt: null,
      },
      expect.objectContaining({
        id: 'id-1',
        position: 1,
        state: 'refused',
        error: expect.stringContaining('b.ex'),
      }),
    ]);
  });

  it('takes what came along in its order, whatever stands between', () => {
    const files = [
      { state: 'stored', size: 1, sha256: 'one', error: null },
      { state: 'too_large', size: 2, sha256: 'two', error: 'too much' },
    ] as const;
    const found = evidenceOfSignal(
      signal(null, 'https://a.example/1', null, null),
      files,
      ['a.example'],
      ids(),
    );
    expect(found).toMatchObject([
      { position: 0, state: 'stored', sha256: 'one', size: 1, storedAt: NOW },
      { position: 1, state: 'pending' },
      { position: 2, state: 'too_large', sha256: 'two', size: 2, storedAt: null, error: 'too much' },
      { position: 3, state: 'failed', sha256: null, error: 'Its bytes did not come along.' },
    ]);
  });
});
