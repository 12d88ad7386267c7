import { Injectable, Logger } from '@nestjs/common';
import type { APIAutoModerationRule } from 'discord-api-types/v10';
import { LookupCache } from '#platform';
import { AutoModRules } from '../../api/automod-rules.js';
import type { AutoModRule } from './domain/automod-signal.js';

const KEPT_MS = 600_000;
/** After a failure triggers are taken in without the rule's name rather than asking with each. */
const FAILURE_MS = 30_000;

type Rules = ReadonlyMap<string, AutoModRule>;

/** What each guild's AutoMod rules are called and do: one call for all of them, kept until one changes. */
@Injectable()
export class KnownRules {
  private readonly logger = new Logger('Discord');
  private readonly rules = new LookupCache<Rules>({
    ttlMs: KEPT_MS,
    absentTtlMs: FAILURE_MS,
    most: 2_000,
  });

  constructor(private readonly api: AutoModRules) {}

  async of(guildId: string, ruleId: string): Promise<AutoModRule | null> {
    const rules = await this.rules.get(guildId, () => this.load(guildId));
    return rules?.get(ruleId) ?? null;
  }

  /** The guild has changed one of them. */
  forget(guildId: string): void {
    this.rules.forget(guildId);
  }

  private async load(guildId: string): Promise<Rules | null> {
    try {
      const rules = await this.api.list(guildId);
      return new Map(rules.map((rule) => [rule.id, known(rule)]));
    } catch (error) {
      this.logger.warn({ guildId, error }, 'The rules of AutoMod could not be read');
      return null;
    }
  }
}

function known({ name, trigger_type, trigger_metadata, actions }: APIAutoModerationRule): AutoModRule {
  return {
    name,
    triggerType: trigger_type,
    presets: trigger_metadata.presets ?? [],
    actionTypes: actions.map(({ type }) => type),
  };
}
