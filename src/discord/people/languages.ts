import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { atMost } from '#platform';
import { DiscordCallFailed } from '../api/discord-call-failed.js';
import { GuildFactsReader } from '../api/guild-facts.js';
import { languageOf, type Language } from '../text/texts.js';
import { MemberLocaleStore } from './db/member-locale.store.js';

const MOST_KNOWN = 20_000;
const KNOWN_MS = 600_000;

/** In which language people are told what they did not just ask for. */
@Injectable()
export class Languages {
  private readonly logger = new Logger('Discord');
  private readonly known = new LRUCache<string, string>({ ...atMost(MOST_KNOWN), ttl: KNOWN_MS });

  constructor(
    private readonly store: MemberLocaleStore,
    private readonly facts: GuildFactsReader,
  ) {}

  /** Of whoever uses something: what that leads to is told in it. They are served also when this fails. */
  async saw(guildId: string, userId: string, locale: string): Promise<void> {
    const key = `${guildId} ${userId}`;
    if (this.known.get(key) === locale) return;
    try {
      await this.store.put(guildId, userId, locale);
      this.known.set(key, locale);
    } catch (error) {
      this.logger.debug({ error }, 'The language of a member could not be noted');
    }
  }

  /** That of their Discord when they last used Docket; else their guild's. */
  async ofMember(guildId: string, userId: string): Promise<Language> {
    const locale = await this.store.of(guildId, userId);
    return locale === null ? this.ofGuild(guildId) : languageOf(locale);
  }

  /** Of whoever writes where no guild is named. */
  async ofUser(userId: string): Promise<Language> {
    return languageOf((await this.store.ofUser(userId)) ?? '');
  }

  /** What its team reads. English where Discord does not say: that is better than saying nothing. */
  async ofGuild(guildId: string): Promise<Language> {
    try {
      return languageOf((await this.facts.guild(guildId)).locale);
    } catch (error) {
      if (!(error instanceof DiscordCallFailed)) throw error;
      return 'en';
    }
  }
}
