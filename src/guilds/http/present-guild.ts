import type { JsonObject } from '#kernel';
import type { GuildFacts } from '../db/guild.reader.js';
import { defaultSettings } from '../default-settings.js';
import { withDefaults } from '../domain/guild-settings.js';
import { presentSla } from './present-sla.js';

/** A guild as callers see it, with the settings in force. */
export function presentGuild({ id, name, settings, createdAt, updatedAt }: GuildFacts): JsonObject {
  const { timeZone, ticketPolicy, sla, stale, digest } = withDefaults(settings, defaultSettings);
  return {
    id,
    name,
    settings: {
      timeZone,
      ticketPolicy: { ...ticketPolicy, claim: { ...ticketPolicy.claim } },
      sla: presentSla(sla),
      stale: {
        review: { ...stale.review },
        escalation: { ...stale.escalation },
        appeal: { ...stale.appeal },
        support: { ...stale.support },
      },
      digest: { ...digest },
    },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
