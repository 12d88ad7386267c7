import { describe, expect, it } from '@jest/globals';
import { digestOf, type TicketFilters } from './ticket-filters.js';

describe('digestOf', () => {
  it.each<[TicketFilters, TicketFilters]>([
    [
      { streams: ['review', 'appeal'], q: 'x' },
      { q: 'x', streams: ['appeal', 'review'] },
    ],
    [{ owners: { ids: ['2', '1'], none: true } }, { owners: { ids: ['1', '2'], none: true } }],
    [{ since: new Date(5) }, { since: new Date(5) }],
  ])('is the same for %j and %j', (a, b) => {
    expect(digestOf(a)).toBe(digestOf(b));
  });

  it.each<[TicketFilters, TicketFilters]>([
    [{}, { q: 'x' }],
    [{ q: 'subjectId' }, { subjectId: 'q' }],
    [{ tags: ['a', 'b'] }, { tags: ['a,b'] }],
    [{ statuses: ['open'] }, { streams: ['review'] }],
    [{ since: new Date(5) }, { until: new Date(5) }],
    [{ owners: { ids: [], none: true } }, { owners: { ids: [], none: false } }],
  ])('is another for %j and %j', (a, b) => {
    expect(digestOf(a)).not.toBe(digestOf(b));
  });
});
