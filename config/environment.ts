import {
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateBy,
} from 'class-validator';
import { isProxyRange } from './proxy-range.js';
import { isShards } from './shard-range.js';

export const PROCESS_ROLES = ['api', 'bot', 'worker'] as const;
/** What a process runs. */
export type ProcessRole = (typeof PROCESS_ROLES)[number];

const POSTGRES_URL = /^postgres(ql)?:\/\/\S+$/;
const WEB_URL = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

const EVIDENCE_SIZE = 'DOCKET_EVIDENCE_MAX_MIB must be a whole number from 1 to 100';

/**
 * Every variable that Docket reads, as text turned into its type. Messages are for whoever wrote the
 * value: they name the variable (class-validator's `$property`) and never repeat a secret.
 */
export class Environment {
  @IsInt({ message: 'PORT must be a whole number from 0 to 65535' })
  @Min(0, { message: 'PORT must be a whole number from 0 to 65535' })
  @Max(65_535, { message: 'PORT must be a whole number from 0 to 65535' })
  PORT = 3000;

  @IsNotEmpty()
  @Matches(/^[\w.:%-]+$/, {
    message: 'HOST must be an address or a name to listen on, such as 127.0.0.1 or 0.0.0.0',
  })
  HOST = '127.0.0.1';

  @IsOptional()
  @Matches(POSTGRES_URL, {
    message: 'DATABASE_URL must look like postgres://user:password@host:5432/database',
  })
  DATABASE_URL?: string;

  @IsOptional()
  @Matches(POSTGRES_URL, {
    message: 'ANALYTICS_DATABASE_URL must look like postgres://user:password@host:5432/database',
  })
  ANALYTICS_DATABASE_URL?: string;

  @IsOptional()
  @Matches(/^rediss?:\/\/\S+$/, { message: 'REDIS_URL must look like redis://host:6379' })
  REDIS_URL?: string;

  @IsIn(PROCESS_ROLES, {
    each: true,
    message: `DOCKET_ROLES must list one or more of ${PROCESS_ROLES.join(', ')}, separated by commas`,
  })
  DOCKET_ROLES: ProcessRole[] = [...PROCESS_ROLES];

  @IsNotEmpty()
  DOCKET_DATA_DIR = '.docket';

  @IsIn(['on', 'off'], { message: 'DOCKET_MIGRATE must be on or off' })
  DOCKET_MIGRATE: 'on' | 'off' = 'on';

  @IsOptional()
  @MinLength(24, { message: 'DOCKET_ADMIN_TOKEN must be at least 24 characters long' })
  @Matches(/^[\w.~+/=-]+$/, { message: 'DOCKET_ADMIN_TOKEN may hold letters, digits and . _ ~ + / = - only' })
  DOCKET_ADMIN_TOKEN?: string;

  @IsOptional()
  @MinLength(24, { message: 'DOCKET_METRICS_TOKEN must be at least 24 characters long' })
  @Matches(/^[\w.~+/=-]+$/, {
    message: 'DOCKET_METRICS_TOKEN may hold letters, digits and . _ ~ + / = - only',
  })
  DOCKET_METRICS_TOKEN?: string;

  @IsOptional()
  @IsUrl(WEB_URL, { message: 'DOCKET_PUBLIC_URL must be a web address such as https://docket.example.org' })
  DOCKET_PUBLIC_URL?: string;

  @ValidateBy(
    { name: 'isProxyRange', validator: { validate: isProxyRange } },
    {
      each: true,
      message:
        'DOCKET_TRUSTED_PROXIES must list addresses or ranges such as 10.0.0.0/8, or loopback, linklocal, uniquelocal, separated by commas',
    },
  )
  DOCKET_TRUSTED_PROXIES: string[] = ['loopback'];

  @Matches(/^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/, {
    each: true,
    message:
      'DOCKET_EVIDENCE_HOSTS must list names of hosts such as cdn.discordapp.com or files.lan:8080, separated by commas',
  })
  DOCKET_EVIDENCE_HOSTS: string[] = ['cdn.discordapp.com', 'media.discordapp.net'];

  @IsInt({ message: EVIDENCE_SIZE })
  @Min(1, { message: EVIDENCE_SIZE })
  @Max(100, { message: EVIDENCE_SIZE })
  DOCKET_EVIDENCE_MAX_MIB = 10;

  @IsOptional()
  @IsUrl(WEB_URL, {
    message:
      'DOCKET_EVIDENCE_S3_ENDPOINT must be a web address such as https://s3.eu-central-1.amazonaws.com',
  })
  DOCKET_EVIDENCE_S3_ENDPOINT?: string;

  @IsOptional()
  @Matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
    message: 'DOCKET_EVIDENCE_S3_BUCKET must be the name of a bucket',
  })
  DOCKET_EVIDENCE_S3_BUCKET?: string;

  @Matches(/^[a-z0-9-]+$/, { message: 'DOCKET_EVIDENCE_S3_REGION must be a region such as eu-central-1' })
  DOCKET_EVIDENCE_S3_REGION = 'us-east-1';

  @IsOptional()
  @Matches(/^\S+$/, { message: 'DOCKET_EVIDENCE_S3_ACCESS_KEY_ID must not hold spaces' })
  DOCKET_EVIDENCE_S3_ACCESS_KEY_ID?: string;

  @IsOptional()
  @Matches(/^\S+$/, { message: 'DOCKET_EVIDENCE_S3_SECRET_ACCESS_KEY must not hold spaces' })
  DOCKET_EVIDENCE_S3_SECRET_ACCESS_KEY?: string;

  @IsOptional()
  @Matches(/^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\]):\d{1,5}$/, {
    each: true,
    message:
      'DOCKET_CALLBACK_HOSTS must list hosts with their ports such as bot.lan:8080, separated by commas',
  })
  DOCKET_CALLBACK_HOSTS?: string[];

  @IsOptional()
  @Matches(/^\S+$/, { message: 'DISCORD_TOKEN must not hold spaces' })
  DISCORD_TOKEN?: string;

  @IsUrl(WEB_URL, { message: 'DISCORD_API_URL must be a web address such as https://discord.com/api' })
  DISCORD_API_URL = 'https://discord.com/api';

  @IsOptional()
  @Matches(/^\d{17,20}$/, { message: 'DISCORD_CLIENT_ID must be the application id, 17 to 20 digits' })
  DISCORD_CLIENT_ID?: string;

  @IsOptional()
  @Matches(/^\S+$/, { message: 'DISCORD_CLIENT_SECRET must not hold spaces' })
  DISCORD_CLIENT_SECRET?: string;

  @ValidateBy(
    { name: 'isShards', validator: { validate: isShards } },
    { message: 'DISCORD_SHARDS must be auto, or shards of a count such as 0-3/8' },
  )
  DISCORD_SHARDS = 'auto';
}

/** Variables that may come from a file instead, named by the same variable with `_FILE` behind it. */
export const SECRETS = [
  'DATABASE_URL',
  'ANALYTICS_DATABASE_URL',
  'REDIS_URL',
  'DOCKET_ADMIN_TOKEN',
  'DOCKET_METRICS_TOKEN',
  'DOCKET_EVIDENCE_S3_SECRET_ACCESS_KEY',
  'DISCORD_TOKEN',
  'DISCORD_CLIENT_SECRET',
] as const;

export const VARIABLES = [
  'PORT',
  'HOST',
  'DATABASE_URL',
  'ANALYTICS_DATABASE_URL',
  'REDIS_URL',
  'DOCKET_ROLES',
  'DOCKET_DATA_DIR',
  'DOCKET_MIGRATE',
  'DOCKET_ADMIN_TOKEN',
  'DOCKET_METRICS_TOKEN',
  'DOCKET_PUBLIC_URL',
  'DOCKET_TRUSTED_PROXIES',
  'DOCKET_EVIDENCE_HOSTS',
  'DOCKET_EVIDENCE_MAX_MIB',
  'DOCKET_EVIDENCE_S3_ENDPOINT',
  'DOCKET_EVIDENCE_S3_BUCKET',
  'DOCKET_EVIDENCE_S3_REGION',
  'DOCKET_EVIDENCE_S3_ACCESS_KEY_ID',
  'DOCKET_EVIDENCE_S3_SECRET_ACCESS_KEY',
  'DOCKET_CALLBACK_HOSTS',
  'DISCORD_TOKEN',
  'DISCORD_API_URL',
  'DISCORD_CLIENT_ID',
  'DISCORD_CLIENT_SECRET',
  'DISCORD_SHARDS',
] as const satisfies readonly (keyof Environment)[];
export type Variable = (typeof VARIABLES)[number];
