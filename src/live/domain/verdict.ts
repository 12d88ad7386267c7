import type { Stream } from '#kernel';
import type { Before } from './digest.js';
import { includes, type StreamMask } from './stream-mask.js';

/** How a recipient stands to a ticket (I8): one who joined its parties just now may have it on the screen. */
export type Sight = 'sees' | 'lost' | 'never';

export interface Move {
  readonly before: Before;
  readonly now: Stream;
}

/** What a recipient is told of a change; null: nothing, not even that there was one. */
export function verdict(mask: StreamMask, move: Move, sight: Sight): 'changed' | 'gone' | null {
  if (sight === 'never') return null;
  if (sight === 'sees' && includes(mask, move.now)) return 'changed';
  return wasInView(mask, move) ? 'gone' : null;
}

function wasInView(mask: StreamMask, { before, now }: Move): boolean {
  if (before === 'nowhere') return false;
  if (before === 'unknown') return true;
  return includes(mask, before === 'same' ? now : before);
}
