import { Injectable } from '@nestjs/common';
import { Routes, type APIApplication, type APIUser } from 'discord-api-types/v10';
import { LookupCache } from '#platform';
import { chooseIntents } from '../client/intents.js';
import { DiscordRest } from './discord-rest.js';

const NAME_MS = 86_400_000;
const SWITCHES_MS = 60_000;

/** The bot's own account, and what is switched on for it in Discord's developer portal. */
@Injectable()
export class OwnAccount {
  private readonly ids = new LookupCache<string>({ ttlMs: NAME_MS, most: 1 });
  private readonly content = new LookupCache<'read' | 'kept'>({ ttlMs: SWITCHES_MS, most: 1 });

  constructor(private readonly rest: DiscordRest) {}

  async id(): Promise<string> {
    const id = await this.ids.get('me', async () => (await this.rest.call<APIUser>('Get', Routes.user())).id);
    if (id === null) throw new Error('Discord did not say who the bot is');
    return id;
  }

  /** Whether the bot may read what others write (the intent MESSAGE_CONTENT). */
  async readsContent(): Promise<boolean> {
    const content = await this.content.get('me', async () => {
      const application = await this.rest.call<APIApplication>('Get', Routes.currentApplication());
      return chooseIntents(application).missing.includes('MessageContent') ? 'kept' : 'read';
    });
    return content === 'read';
  }
}
