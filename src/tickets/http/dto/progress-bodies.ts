import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { ACTION_TYPES, type ActionType, OUTCOMES, type Outcome, WAIT_FOR, type WaitFor } from '#kernel';
import { IsSnowflake, IsText, IsTime, MayBeAbsent } from '#http';
import { LIMITS } from '../../domain/limits.js';
import { Versioned } from './versioned.js';

const DURATION = { message: 'must be a whole number of seconds, up to ten years' };

export class WaitBody extends Versioned {
  @IsIn(WAIT_FOR, { message: `must be one of ${WAIT_FOR.join(', ')}` })
  for: WaitFor;

  @MayBeAbsent()
  @IsTime()
  until?: string;

  @MayBeAbsent()
  @IsText(1, LIMITS.reason)
  reason?: string;
}

class ReasonedBody extends Versioned {
  @IsText(1, LIMITS.reason)
  reason: string;
}

export class EscalateBody extends ReasonedBody {}

export class DeescalateBody extends ReasonedBody {}

export class ReopenBody extends ReasonedBody {}

export class ActionBody {
  @IsIn(ACTION_TYPES, { message: `must be one of ${ACTION_TYPES.join(', ')}` })
  type: ActionType;

  @IsSnowflake()
  subjectId: string;

  @MayBeAbsent()
  @IsText(1, LIMITS.reason)
  reason?: string;

  @MayBeAbsent()
  @IsInt(DURATION)
  @Min(1, DURATION)
  @Max(LIMITS.durationSeconds, DURATION)
  durationSeconds?: number;

  @MayBeAbsent()
  @IsSnowflake()
  carriedOutBy?: string;
}

export class ResolveBody extends ReasonedBody {
  @IsIn(OUTCOMES, { message: `must be one of ${OUTCOMES.join(', ')}` })
  outcome: Outcome;

  @MayBeAbsent()
  @IsArray({ message: 'must be a list' })
  @ArrayMaxSize(LIMITS.actions)
  @IsObject({ each: true, message: 'must hold only actions' })
  @ValidateNested({ each: true })
  @Type(() => ActionBody)
  actions?: ActionBody[];

  @MayBeAbsent()
  @IsText(1, LIMITS.reason)
  waiver?: string;
}
