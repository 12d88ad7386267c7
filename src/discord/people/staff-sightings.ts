import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { atMost } from '#platform';
import { StaffMembers, type SeenMember } from '#staff';

const MOST_KNOWN = 20_000;
const KNOWN_MS = 600_000;

/** Notes who is on the team by their roles on Discord. What was noted lately costs nothing. */
@Injectable()
export class StaffSightings {
  private readonly logger = new Logger('Discord');
  private readonly known = new LRUCache<string, string>({ ...atMost(MOST_KNOWN), ttl: KNOWN_MS });

  constructor(private readonly members: StaffMembers) {}

  async saw(guildId: string, seen: readonly SeenMember[]): Promise<void> {
    const news = seen.filter((one) => this.known.get(keyOf(guildId, one)) !== factsOf(one));
    if (news.length === 0) return;
    await this.members.saw(guildId, news);
    for (const one of news) this.known.set(keyOf(guildId, one), factsOf(one));
  }

  /** Beside something that must not wait for it, nor fail with it. */
  note(guildId: string, seen: SeenMember): void {
    this.saw(guildId, [seen]).catch((error: unknown) => {
      this.logger.debug({ error }, 'It could not be noted who is on the team');
    });
  }

  /** The whole team of a guild; whoever is not among them is on it no more. */
  async sawAll(guildId: string, team: readonly SeenMember[]): Promise<void> {
    await this.members.saw(guildId, team);
    await this.members.keepOnly(
      guildId,
      team.map(({ userId }) => userId),
    );
    for (const one of team) this.known.set(keyOf(guildId, one), factsOf(one));
  }
}

function keyOf(guildId: string, { userId }: SeenMember): string {
  return `${guildId} ${userId}`;
}

function factsOf({ role, name }: SeenMember): string {
  return `${role} ${name}`;
}
