import { describe, expect, it } from '@jest/globals';
import type { ReversalResult, ReversedType } from './reversal.js';
import { reversalNote } from './reversal-note.js';

describe('reversalNote', () => {
  it.each<[ReversedType, ReversalResult, string | null]>([
    ['ban', 'lifted', 'The ban of 7 is lifted'],
    ['timeout', 'not_in_force', 'The timeout of 7 was not in force'],
    ['ban', 'another_holds', 'another decision of the kind holds'],
    ['role_change', 'by_hand', 'Set them by hand'],
    ['timeout', 'member_gone', 'they are not on the server'],
    ['timeout', 'refused', '“Time out Members”'],
    ['ban', 'off', null],
  ])('%s, %s: %s', (type, result, said) => {
    const note = reversalNote({ type, subjectId: '7' }, result, 'en');
    if (said === null) expect(note).toBeNull();
    else expect(note).toContain(said);
  });

  it('speaks the language of the guild', () => {
    expect(reversalNote({ type: 'ban', subjectId: '7' }, 'lifted', 'de')).toBe(
      'Der Bann von 7 ist auf Discord aufgehoben.',
    );
  });
});
