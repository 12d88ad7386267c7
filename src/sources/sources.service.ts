import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK, DomainError, hashSecret, isSnowflake, newSnowflake } from '#kernel';
import { Database } from '#platform';
import { newSigningSecret, newSourceToken } from './credentials.js';
import { SourceReader } from './db/source.reader.js';
import { SourceStore } from './db/source.store.js';
import type { SourceDetails, SourceFacts } from './domain/source-details.js';
import { SourceDirectory } from './source-directory.js';

/** A guild's register is read by people; thousands of sources in it are a mistake or an attack. */
const MOST_SOURCES = 500;
const ID_ATTEMPTS = 5;
const PREVIOUS_SECRET_MS = 24 * 3_600_000;

/** The bot register: what may send signals, and with which credentials. */
@Injectable()
export class SourcesService {
  constructor(
    private readonly database: Database,
    private readonly store: SourceStore,
    private readonly reader: SourceReader,
    private readonly directory: SourceDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The token can't be read again later. Throws `too_many_sources`. */
  async register(guildId: string, details: SourceDetails): Promise<{ source: SourceFacts; token: string }> {
    if ((await this.store.count(guildId)) >= MOST_SOURCES) throw tooManySources();
    const token = newSourceToken();
    for (let attempt = 1; attempt <= ID_ATTEMPTS; attempt += 1) {
      const at = this.clock.now();
      const id = newSnowflake(at.getTime());
      const source = await this.store.add({ guildId, id, details, tokenHash: hashSecret(token), at });
      if (source === null) continue;
      this.directory.forget(guildId, id);
      return { source, token };
    }
    throw new Error(`No free id for a source in ${ID_ATTEMPTS} attempts`);
  }

  async get(guildId: string, id: string): Promise<SourceFacts> {
    return found(isSnowflake(id) ? await this.reader.byId(guildId, id) : null);
  }

  async change(guildId: string, id: string, changes: Partial<SourceDetails>): Promise<SourceFacts> {
    const source = await this.database.transaction(async (tx) => {
      const present = found(isSnowflake(id) ? await this.store.lock(tx, guildId, id) : null);
      return this.store.change(tx, guildId, id, { ...present, ...changes }, this.clock.now());
    });
    this.directory.forget(guildId, id);
    return source;
  }

  /** The old token stops at once; the new one can't be read again later. */
  async rotateToken(guildId: string, id: string): Promise<{ source: SourceFacts; token: string }> {
    const token = newSourceToken();
    const at = this.clock.now();
    const source = found(
      isSnowflake(id) ? await this.store.setToken(guildId, id, hashSecret(token), at) : null,
    );
    this.directory.forget(guildId, id);
    return { source, token };
  }

  /** The secret before stays valid for a day, so that the sender can change over; one before that ends at once. */
  async rotateSigningSecret(guildId: string, id: string): Promise<{ source: SourceFacts; secret: string }> {
    const secret = newSigningSecret();
    const at = this.clock.now();
    const until = new Date(at.getTime() + PREVIOUS_SECRET_MS);
    const source = found(
      isSnowflake(id) ? await this.store.setSigningSecret(guildId, id, secret, at, until) : null,
    );
    this.directory.forget(guildId, id);
    return { source, secret };
  }

  /** No signature is taken any more, not even one made with the previous secret. */
  async removeSigningSecret(guildId: string, id: string): Promise<void> {
    const done = isSnowflake(id) && (await this.store.clearSigningSecrets(guildId, id, this.clock.now()));
    if (!done) throw unknownSource();
    this.directory.forget(guildId, id);
  }
}

function found(source: SourceFacts | null): SourceFacts {
  if (source === null) throw unknownSource();
  return source;
}

function unknownSource(): DomainError {
  return new DomainError(
    'not_found',
    'unknown_source',
    'This guild has no such source. The list shows those it has.',
  );
}

function tooManySources(): DomainError {
  return new DomainError(
    'conflict',
    'too_many_sources',
    `This guild has ${MOST_SOURCES} sources, which is the most. Use one of those that are retired.`,
  );
}
