import { Inject, Injectable } from '@nestjs/common';
import {
  type Clock,
  CLOCK,
  hashSecret,
  isSnowflake,
  type JsonObject,
  sameHash,
  type SourceKind,
  type SourceStatus,
} from '#kernel';
import { LookupCache } from '#platform';
import { isSourceToken } from './credentials.js';
import { SourceLookupReader, type SourceRow } from './db/source-lookup.reader.js';
import { validSecrets } from './domain/signing-secrets.js';

/** What intake must know of a source. */
export interface SourceForIntake {
  readonly guildId: string;
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly status: SourceStatus;
  /** 0 to 1. */
  readonly trust: number;
  readonly rateLimitPerMinute: number;
  /** SHA-256 of the token, in hex. */
  readonly tokenHash: string;
  /** Valid now: the present one, and the previous one while rotating. */
  readonly signingSecrets: readonly string[];
  readonly settings: JsonObject;
}

const SOURCE_MS = 2_000;
/** Which source a token or an id leads to never changes; whether the token still holds is asked of the source. */
const PLACE_MS = 600_000;
const MOST = 10_000;

@Injectable()
export class SourceDirectory {
  private readonly sources = new LookupCache<SourceForIntake>({ ttlMs: SOURCE_MS, most: MOST });
  private readonly idsByToken = new LookupCache<string>({
    ttlMs: PLACE_MS,
    absentTtlMs: SOURCE_MS,
    most: MOST,
  });
  private readonly guildsById = new LookupCache<readonly string[]>({
    ttlMs: PLACE_MS,
    absentTtlMs: SOURCE_MS,
    most: MOST,
  });

  constructor(
    private readonly reader: SourceLookupReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All from a short-lived cache. Null when there is none. */
  async byId(guildId: string, sourceId: string): Promise<SourceForIntake | null> {
    if (!isSnowflake(guildId) || !isSnowflake(sourceId)) return null;
    return this.sources.get(`${guildId} ${sourceId}`, async () => {
      const row = await this.reader.byId(guildId, sourceId);
      return row && forIntake(row, this.clock.now());
    });
  }

  /** The source whose token this is (constant-time compare by hash). */
  async byToken(guildId: string, token: string): Promise<SourceForIntake | null> {
    if (!isSnowflake(guildId) || !isSourceToken(token)) return null;
    const hash = hashSecret(token);
    const id = await this.idsByToken.get(`${guildId} ${hash}`, () =>
      this.reader.idByTokenHash(guildId, hash),
    );
    return id === null ? null : this.withHash(guildId, id, hash);
  }

  /** For a webhook URL, which names only the source; checks the token. Null for unknown id or wrong token. */
  async byWebhook(sourceId: string, token: string): Promise<SourceForIntake | null> {
    if (!isSnowflake(sourceId) || !isSourceToken(token)) return null;
    const hash = hashSecret(token);
    const guildIds = await this.guildsById.get(sourceId, async () => {
      const found = await this.reader.guildsWith(sourceId);
      return found.length > 0 ? found : null;
    });
    for (const guildId of guildIds ?? []) {
      const source = await this.withHash(guildId, sourceId, hash);
      if (source !== null) return source;
    }
    return null;
  }

  /** This process sees a change at once, others within two seconds. */
  forget(guildId: string, sourceId: string): void {
    this.sources.forget(`${guildId} ${sourceId}`);
    this.guildsById.forget(sourceId);
  }

  private async withHash(guildId: string, sourceId: string, hash: string): Promise<SourceForIntake | null> {
    const source = await this.byId(guildId, sourceId);
    return source !== null && sameHash(source.tokenHash, hash) ? source : null;
  }
}

function forIntake(row: SourceRow, now: Date): SourceForIntake {
  const { signingSecret, previousSigningSecret, previousSecretExpiresAt, ...source } = row;
  const stored = { signingSecret, previousSigningSecret, previousSecretExpiresAt };
  return { ...source, signingSecrets: validSecrets(stored, now) };
}
