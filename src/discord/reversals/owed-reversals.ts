import { Injectable } from '@nestjs/common';
import { FindsOwed, type JobRequest, type OwedWork } from '#jobs';
import type { Tx } from '#platform';
import { DiscordRest } from '../api/discord-rest.js';
import { ReversalStore, type ReversalKey } from './db/reversal.store.js';

/** What was to be taken back and was not, because its process died or Discord was away. */
@FindsOwed({ name: 'discord.reversals', everySeconds: 15 })
@Injectable()
export class OwedReversals implements OwedWork {
  constructor(
    private readonly store: ReversalStore,
    private readonly rest: DiscordRest,
  ) {}

  async find(
    tx: Tx,
    { limit, after }: { readonly limit: number; readonly after: string | null },
  ): Promise<{ jobs: JobRequest[]; next: string | null }> {
    if (!this.rest.isSet) return { jobs: [], next: null };
    const owed = await this.store.owed(tx, parse(after), limit);
    const last = owed.at(-1);
    return {
      jobs: owed.map(reversalJob),
      next: last === undefined || owed.length < limit ? null : `${last.guildId} ${last.actionId}`,
    };
  }
}

export function reversalJob({ guildId, actionId }: ReversalKey): JobRequest {
  return { name: 'discord.reverse', payload: { guildId, actionId }, key: actionId };
}

function parse(after: string | null): ReversalKey | null {
  const [guildId, actionId] = after?.split(' ') ?? [];
  return guildId === undefined || actionId === undefined ? null : { guildId, actionId };
}
