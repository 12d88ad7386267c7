import { Injectable } from '@nestjs/common';
import { FindsOwed, RunsEvery, type JobRequest, type OwedWork, type PeriodicWork } from '#jobs';
import type { Tx } from '#platform';
import { DiscordRest } from '../../api/discord-rest.js';
import { EnforcementStore } from './db/enforcement.store.js';

const NIL = '00000000-0000-0000-0000-000000000000';

/** What was confirmed and not carried out, because its process died or Discord was away. */
@FindsOwed({ name: 'discord.enforcements', everySeconds: 10 })
@Injectable()
export class OwedEnforcements implements OwedWork {
  constructor(
    private readonly store: EnforcementStore,
    private readonly rest: DiscordRest,
  ) {}

  async find(
    tx: Tx,
    { limit, after }: { readonly limit: number; readonly after: string | null },
  ): Promise<{ jobs: JobRequest[]; next: string | null }> {
    if (!this.rest.isSet) return { jobs: [], next: null };
    const [guildId = '', id = NIL] = after?.split(' ') ?? [];
    const owed = await this.store.owed(tx, { guildId, id }, limit);
    const last = owed.at(-1);
    return {
      jobs: owed.map((one) => enforceRequest(one.guildId, one.id)),
      next: last === undefined || owed.length < limit ? null : `${last.guildId} ${last.id}`,
    };
  }
}

export function enforceRequest(guildId: string, enforcementId: string) {
  const payload = { guildId, enforcementId };
  return { name: 'discord.enforce', payload, key: enforcementId } as const;
}

/** Proposals that nobody confirmed are forgotten. */
@RunsEvery({ name: 'discord.proposals', everySeconds: 3_600 })
@Injectable()
export class ProposalTidying implements PeriodicWork {
  constructor(private readonly store: EnforcementStore) {}

  run(): Promise<void> {
    return this.store.tidy();
  }
}
