import type { ProcessRole } from './environment.js';
import type { ShardRange } from './shard-range.js';

/** The settings, read once at start and handed to whoever needs them; an absent integration is null. */
export interface Config {
  readonly http: HttpConfig;
  readonly database: DatabaseConfig;
  readonly analytics: { readonly url: string | null };
  readonly redis: { readonly url: string } | null;
  readonly roles: ReadonlySet<ProcessRole>;
  readonly dataDir: string;
  readonly adminToken: string | null;
  /** What a reader of the metrics must show; null: whoever reaches the port may read them. */
  readonly metricsToken: string | null;
  readonly discord: DiscordConfig | null;
  readonly evidence: EvidenceConfig;
  readonly callbacks: CallbacksConfig;
}

export interface HttpConfig {
  readonly host: string;
  readonly port: number;
  /** Where people and Discord reach this installation, without a trailing slash. */
  readonly publicUrl: string;
  /** Whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
}

export interface DatabaseConfig {
  /** Null means the embedded Postgres in the data folder. */
  readonly url: string | null;
  /** Whether a start brings the tables up to date; off where a deployment step does it. */
  readonly migrateAtStart: boolean;
}

export interface DiscordConfig {
  readonly token: string;
  /** Base of Discord's HTTP API, without version or trailing slash. */
  readonly apiUrl: string;
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  /** What this process's bot connects; null: as many shards as Discord recommends. */
  readonly shards: ShardRange | null;
}

export interface EvidenceConfig {
  /** Hosts whose files are copied: by https, or with their port as `host:port` in any way, wherever they are. */
  readonly hosts: readonly string[];
  /** The largest attachment that is copied. */
  readonly maxBytes: number;
  /** Null: copies lie in the data folder. */
  readonly s3: S3Config | null;
}

export interface CallbacksConfig {
  /** Hosts of one's own as `host:port`: by http too, and at private addresses. Others: by https, on the internet. */
  readonly ownHosts: readonly string[];
}

export interface S3Config {
  /** Without a trailing slash; the bucket is the first part of the path. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export const CONFIG = Symbol('Config');
