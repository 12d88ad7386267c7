import { snowflakeTime } from '#kernel';
import type { NewSignal } from '#intake';

/** https://discord.com/developers/docs/resources/message#message-object-message-types */
const RAID = 38;
const FALSE_ALARM = 39;

interface IncidentMessage {
  readonly id: string;
  readonly type: number;
  readonly channel_id: string;
  readonly author: { readonly id: string; readonly username: string };
}

/**
 * What staff say to Discord itself about a raid, which Discord posts as a message: that there is one, or that it
 * was none. Both are of one incident, so that the second lies beside the first. Null for any other message.
 */
export function incidentSignal(message: IncidentMessage, guildId: string): NewSignal | null {
  const { id, type, channel_id: channelId, author } = message;
  if (type !== RAID && type !== FALSE_ALARM) return null;
  const isRaid = type === RAID;
  return {
    externalId: `incident:${id}`,
    kind: 'flag',
    category: isRaid ? 'raid' : 'other',
    severity: isRaid ? 'high' : 'low',
    confidence: isRaid ? 1 : 0.5,
    subject: { type: 'guild', id: guildId, name: null },
    reporter: { id: author.id, name: author.username.slice(0, 100) },
    text: isRaid ? 'A raid was reported to Discord.' : 'What was reported to Discord as a raid was none.',
    channelId,
    messageId: null,
    links: [],
    attachments: [],
    occurredAt: new Date(snowflakeTime(id)),
    correlationKey: 'discord-incident',
    data: { format: 'discord_incident', incident: isRaid ? 'raid' : 'false_alarm' },
  };
}
