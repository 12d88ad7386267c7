import { Inject, Injectable } from '@nestjs/common';
import { type Clock, CLOCK, hashSecret, newSnowflake, type SourceKind } from '#kernel';
import { Database, LookupCache, type Tx } from '#platform';
import { newSourceToken } from './credentials.js';
import { SourceStore } from './db/source.store.js';
import { DEFAULT_TRUST } from './domain/default-trust.js';
import type { SourceDetails } from './domain/source-details.js';
import { SourceDirectory, type SourceForIntake } from './source-directory.js';

/** Kinds of which each guild has one source, which Docket itself registers. */
export type BuiltInKind = Extract<SourceKind, 'commands' | 'automod' | 'audit_log'>;

const KEPT_MS = 600_000;
const RATE_PER_MINUTE = 6_000;

const ABOUT: Readonly<Record<BuiltInKind, Pick<SourceDetails, 'name' | 'purpose'>>> = {
  commands: { name: 'Docket commands', purpose: 'What members report, appeal and ask for with Docket.' },
  automod: { name: 'AutoMod', purpose: "What Discord's own AutoMod acted on." },
  audit_log: { name: 'Audit log', purpose: 'Enforcement seen in the audit log of the server.' },
};

/** The sources that come with Docket: registered when first used, and then part of the register like any other. */
@Injectable()
export class BuiltInSources {
  private readonly ids = new LookupCache<string>({ ttlMs: KEPT_MS, most: 10_000 });

  constructor(
    private readonly database: Database,
    private readonly store: SourceStore,
    private readonly directory: SourceDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The guild's oldest source of this kind. The guild must be registered. */
  async of(guildId: string, kind: BuiltInKind): Promise<SourceForIntake> {
    const id = await this.ids.get(`${guildId} ${kind}`, () => this.findOrAdd(guildId, kind));
    const source = id === null ? null : await this.directory.byId(guildId, id);
    if (source === null) throw new Error(`The source ${kind} of guild ${guildId} is gone`);
    return source;
  }

  private async findOrAdd(guildId: string, kind: BuiltInKind): Promise<string> {
    const known = await find(this.database, guildId, kind);
    if (known !== null) return known;
    return this.database.transaction(async (tx) => {
      // Two processes that need it first make one.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('docket:sources:' || $1))`, [guildId]);
      return (await find(tx, guildId, kind)) ?? (await this.add(tx, guildId, kind));
    });
  }

  private async add(tx: Tx, guildId: string, kind: BuiltInKind): Promise<string> {
    const at = this.clock.now();
    const id = newSnowflake(at.getTime());
    const details: SourceDetails = {
      ...ABOUT[kind],
      kind,
      ownerId: null,
      permissions: [],
      dependencies: '',
      failurePlan: '',
      worstCase: '',
      trust: DEFAULT_TRUST[kind],
      noiseBudgetMinutes: null,
      rateLimitPerMinute: RATE_PER_MINUTE,
      status: 'approved',
      settings: {},
    };
    // Nobody knows the token: it sends nothing over HTTP until an administrator makes a new one.
    const token = newSourceToken();
    const source = await this.store.add({ guildId, id, details, tokenHash: hashSecret(token), at }, tx);
    if (source === null) throw new Error(`The id ${id} of a new source is taken`);
    this.directory.forget(guildId, id);
    return id;
  }
}

async function find(tx: Tx, guildId: string, kind: BuiltInKind): Promise<string | null> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM sources WHERE guild_id = $1 AND kind = $2 ORDER BY id LIMIT 1`,
    [guildId, kind],
  );
  return rows[0]?.id ?? null;
}
