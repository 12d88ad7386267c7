import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { type JsonObject, SOURCE_KINDS, SOURCE_STATUSES, type SourceKind, type SourceStatus } from '#kernel';
import { IsJsonObject, IsSnowflake, IsText, MayBeAbsent } from '#http';

const LONG = 2_000;
const KIND = { message: `must be one of ${SOURCE_KINDS.join(', ')}` };
const STATUS = { message: `must be one of ${SOURCE_STATUSES.join(', ')}` };
const TRUST = { message: 'must be a number from 0 to 1' };
const BUDGET = { message: 'must be a whole number of minutes from 0 to 1440, or null for no bound' };
const RATE = { message: 'must be a whole number from 1 to 1000000' };
const PERMISSIONS = { message: 'must be a list of at most 50 names' };

/** What may be said of a source when it is registered, and changed later. */
class SourceFields {
  @MayBeAbsent()
  @IsText(0, LONG)
  purpose?: string;

  /** Who answers for it. */
  @IsOptional()
  @IsSnowflake()
  ownerId?: string | null;

  @MayBeAbsent()
  @IsArray(PERMISSIONS)
  @ArrayMaxSize(50, PERMISSIONS)
  @IsString({ each: true, message: 'must hold texts only' })
  @MaxLength(100, { each: true, message: 'must hold texts of at most 100 characters' })
  permissions?: string[];

  @MayBeAbsent()
  @IsText(0, LONG)
  dependencies?: string;

  @MayBeAbsent()
  @IsText(0, LONG)
  failurePlan?: string;

  @MayBeAbsent()
  @IsText(0, LONG)
  worstCase?: string;

  @MayBeAbsent()
  @IsNumber({ allowNaN: false, allowInfinity: false }, TRUST)
  @Min(0, TRUST)
  @Max(1, TRUST)
  trust?: number;

  @IsOptional()
  @IsInt(BUDGET)
  @Min(0, BUDGET)
  @Max(1_440, BUDGET)
  noiseBudgetMinutes?: number | null;

  @MayBeAbsent()
  @IsInt(RATE)
  @Min(1, RATE)
  @Max(1_000_000, RATE)
  rateLimitPerMinute?: number;

  @MayBeAbsent()
  @IsIn(SOURCE_STATUSES, STATUS)
  status?: SourceStatus;

  @MayBeAbsent()
  @IsJsonObject(16_384)
  settings?: JsonObject;
}

export class NewSourceBody extends SourceFields {
  @IsText(1, 100)
  name: string;

  @IsIn(SOURCE_KINDS, KIND)
  kind: SourceKind;
}

/** What is left out stays as it is. The kind stays for good: what came in was read by it. */
export class ChangeSourceBody extends SourceFields {
  @MayBeAbsent()
  @IsText(1, 100)
  name?: string;
}
