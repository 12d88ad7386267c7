import { GatewayDispatchEvents, PermissionFlagsBits } from 'discord-api-types/v10';
import type {
  APIAuditLogChange,
  APIAuditLogEntry,
  APIAuditLogOptions,
  AuditLogEvent,
} from 'discord-api-types/v10';
import type { GuildRecord } from '../world/records.js';
import type { World } from '../world/world.js';

export interface AuditFact {
  readonly action: AuditLogEvent;
  readonly actorId: string;
  readonly targetId: string | null;
  readonly reason?: string | null | undefined;
  readonly changes?: readonly { key: string; old_value?: unknown; new_value?: unknown }[];
  readonly options?: APIAuditLogOptions;
}

/** Writes the entry after the deed, as Discord does: the ban's own event comes first. */
export function audit(world: World, guild: GuildRecord, fact: AuditFact): APIAuditLogEntry {
  const entry: APIAuditLogEntry = {
    id: world.ids.next(),
    user_id: fact.actorId,
    target_id: fact.targetId,
    action_type: fact.action,
    ...(fact.changes ? { changes: [...fact.changes] as APIAuditLogChange[] } : {}),
    ...(fact.options ? { options: fact.options } : {}),
    ...(fact.reason ? { reason: fact.reason } : {}),
  };
  guild.auditLog.push(entry);
  world.dispatch({
    event: GatewayDispatchEvents.GuildAuditLogEntryCreate,
    data: { ...entry, guild_id: guild.id },
    guildId: guild.id,
    needs: [PermissionFlagsBits.ViewAuditLog],
  });
  return entry;
}
