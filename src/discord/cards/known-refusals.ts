import { Inject, Injectable } from '@nestjs/common';
import { RetryAt } from '#jobs';
import { CLOCK, snowflakeTime, type Clock } from '#kernel';
import { DiscordCallFailed } from '../api/discord-call-failed.js';

const MOST = 2_000;
/** Discord counts edits of messages older than an hour apart; a little before that is as good as old. */
const OLD_MS = 55 * 60_000;
/** A card whose edit has to wait may have to move in the meantime. */
const LONGEST_WAIT_MS = 30_000;

/**
 * What Discord has just refused is not asked again for the next card: ten thousand refusals in ten minutes
 * and Discord bans the address.
 */
@Injectable()
export class KnownRefusals {
  private readonly refused = new Map<string, DiscordCallFailed>();
  private readonly pausedUntil = new Map<string, number>();

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** A call in a channel; refused without asking where one was refused since permissions last changed. */
  async inChannel<T>(channelId: string, sightVersion: number, call: () => Promise<T>): Promise<T> {
    const key = `${channelId} ${sightVersion}`;
    const known = this.refused.get(key);
    if (known !== undefined) throw known;
    try {
      return await call();
    } catch (error) {
      if (error instanceof DiscordCallFailed && error.status === 403) remember(this.refused, key, error);
      throw error;
    }
  }

  /** An edit in a channel; told to come back without asking while edits of old messages there have to wait. */
  async editing<T>(channelId: string, messageId: string, call: () => Promise<T>): Promise<T> {
    const now = this.clock.now().getTime();
    const isOld = now - snowflakeTime(messageId) > OLD_MS;
    const until = this.pausedUntil.get(channelId) ?? 0;
    if (isOld && until > now) throw this.later(until);
    try {
      return await call();
    } catch (error) {
      if (!isOld || !(error instanceof DiscordCallFailed) || error.failure !== 'limited') throw error;
      const free = now + (error.retryAfterMs ?? LONGEST_WAIT_MS);
      remember(this.pausedUntil, channelId, free);
      throw this.later(free);
    }
  }

  private later(until: number): RetryAt {
    const at = Math.min(until, this.clock.now().getTime() + LONGEST_WAIT_MS);
    return new RetryAt(new Date(at), 'Edits of old messages have to wait');
  }
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.size >= MOST) map.clear();
  map.set(key, value);
}
