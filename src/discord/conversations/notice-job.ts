import type { JobRequest } from '#jobs';
import type { Owed } from './db/notice.store.js';

/** Of one person and ticket one job at a time: what they are told comes in its order. */
export function noticeJob({ guildId, ticketId, userId }: Owed): JobRequest {
  return {
    name: 'discord.notices',
    payload: { guildId, ticketId, userId },
    key: `${guildId}:${ticketId}:${userId}`,
  };
}
