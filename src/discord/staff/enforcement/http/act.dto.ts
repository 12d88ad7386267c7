import { IsIn, IsInt, IsUUID, Max, Min } from 'class-validator';
import { IsSnowflake, IsText, MayBeAbsent } from '#http';
import { OUTCOMES, type Outcome } from '#kernel';
import { Versioned } from '#tickets';
import { MOST_REASON } from '../../work/limits.js';
import { ENFORCEMENT_NEEDS, type EnforcedType } from '../domain/enforcement.js';

const TYPES = Object.keys(ENFORCEMENT_NEEDS) as EnforcedType[];
/** https://discord.com/developers/docs/resources/guild#modify-guild-member */
const LONGEST_TIMEOUT = 28 * 86_400;
/** https://discord.com/developers/docs/resources/guild#create-guild-ban */
const MOST_DELETED = 7 * 86_400;
const TIMEOUT = { message: 'must be a whole number of seconds, from 60 to 28 days' };
const DELETED = { message: 'must be a whole number of seconds, up to 7 days' };

export class ActBody extends Versioned {
  @IsIn(TYPES, { message: `must be one of ${TYPES.join(', ')}` })
  type: EnforcedType;

  @IsText(1, MOST_REASON)
  reason: string;

  @MayBeAbsent()
  @IsSnowflake()
  subjectId?: string;

  @MayBeAbsent()
  @IsInt(TIMEOUT)
  @Min(60, TIMEOUT)
  @Max(LONGEST_TIMEOUT, TIMEOUT)
  durationSeconds?: number;

  @MayBeAbsent()
  @IsInt(DELETED)
  @Min(0, DELETED)
  @Max(MOST_DELETED, DELETED)
  deleteMessageSeconds?: number;

  @MayBeAbsent()
  @IsIn(OUTCOMES, { message: `must be one of ${OUTCOMES.join(', ')}` })
  outcome?: Outcome;

  @MayBeAbsent()
  @IsUUID('all', { message: 'must be a UUID' })
  id?: string;
}
