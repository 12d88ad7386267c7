import { IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent } from '#http';

const VERSION = { message: 'must be the version of the ticket that you decided on' };
const MOST = 2_147_483_647;

/** I6: whoever decides says what they saw, so that nothing is done to a ticket that has become another. */
export class Versioned {
  @IsInt(VERSION)
  @Min(1, VERSION)
  @Max(MOST, VERSION)
  version: number;
}

/** For what holds however the ticket stands: who works on it, and what was thought of it. */
export class MaybeVersioned {
  @MayBeAbsent()
  @IsInt(VERSION)
  @Min(1, VERSION)
  @Max(MOST, VERSION)
  version?: number;
}
