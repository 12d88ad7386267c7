import { IsSnowflake } from '#http';
import { MaybeVersioned, Versioned } from './versioned.js';

export class ClaimBody extends MaybeVersioned {}

export class RenewBody extends MaybeVersioned {}

export class ReleaseBody extends MaybeVersioned {}

export class HandoverBody extends Versioned {
  @IsSnowflake()
  to: string;
}
