import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { MayBeAbsent } from '#http';

const OBJECT = { message: 'must be an object' };
const DAYS = { message: 'must be a whole number of days from 1 to 365, or null for never' };

class StaleRuleBody {
  @IsOptional()
  @IsInt(DAYS)
  @Min(1, DAYS)
  @Max(365, DAYS)
  remindAfterDays?: number | null;

  @IsOptional()
  @IsInt(DAYS)
  @Min(1, DAYS)
  @Max(365, DAYS)
  closeAfterDays?: number | null;
}

export class StaleBody {
  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => StaleRuleBody)
  review?: StaleRuleBody;

  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => StaleRuleBody)
  escalation?: StaleRuleBody;

  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => StaleRuleBody)
  appeal?: StaleRuleBody;

  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => StaleRuleBody)
  support?: StaleRuleBody;
}
