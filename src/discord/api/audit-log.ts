import { Injectable } from '@nestjs/common';
import { Routes, type APIAuditLog } from 'discord-api-types/v10';
import { DiscordRest } from './discord-rest.js';

/** The audit log of a guild; needs the permission to view it. */
@Injectable()
export class AuditLog {
  constructor(private readonly rest: DiscordRest) {}

  /** Entries after an id, oldest first, with the people in them. */
  after(guildId: string, entryId: string, limit: number, signal?: AbortSignal): Promise<APIAuditLog> {
    return this.rest.call('Get', Routes.guildAuditLog(guildId), {
      query: new URLSearchParams({ after: entryId, limit: String(limit) }),
      ...(signal && { signal }),
    });
  }
}
