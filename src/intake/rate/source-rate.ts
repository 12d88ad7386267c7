import type { SourceForIntake } from '#sources';
import type { Grant } from '../domain/token-bucket.js';

/** What is asked of a source that sends. */
export type RatedSource = Pick<SourceForIntake, 'guildId' | 'id' | 'rateLimitPerMinute'>;

/** One rate per source, whichever door and whichever process its signals come through. */
export abstract class SourceRate {
  /** Gives as many of the wanted as there is room for: the first ones of a batch, or none. */
  abstract take(source: RatedSource, wanted: number): Promise<Grant>;
}

export function keyOf({ guildId, id }: RatedSource): string {
  return `${guildId}:${id}`;
}
