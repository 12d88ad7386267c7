import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { SLA_HOURS, type SlaHours } from '#kernel';
import { MayBeAbsent } from '#http';
import { IsClosingTime, IsTimeOfDay } from './time-of-day.js';

const OBJECT = { message: 'must be an object' };
const HOURS = { message: `must be one of ${SLA_HOURS.join(', ')}` };
const TARGET = { message: 'must be a whole number of minutes from 1 to 43200, or null for no target' };
const SPANS = { message: 'must be a list of at most 6 spans' };
const WARN = { message: 'must be a whole number from 1 to 99' };
const EVERY = { message: 'must be a whole number of minutes from 1 to 1440' };
const REPEATS = { message: 'must be a whole number from 0 to 10' };

class MinutesBody {
  @IsOptional()
  @IsInt(TARGET)
  @Min(1, TARGET)
  @Max(43_200, TARGET)
  low?: number | null;

  @IsOptional()
  @IsInt(TARGET)
  @Min(1, TARGET)
  @Max(43_200, TARGET)
  normal?: number | null;

  @IsOptional()
  @IsInt(TARGET)
  @Min(1, TARGET)
  @Max(43_200, TARGET)
  high?: number | null;
}

class TargetBody {
  @MayBeAbsent()
  @IsIn(SLA_HOURS, HOURS)
  hours?: SlaHours;

  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => MinutesBody)
  minutes?: MinutesBody;
}

class TargetsBody {
  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => TargetBody)
  review?: TargetBody;

  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => TargetBody)
  escalation?: TargetBody;

  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => TargetBody)
  appeal?: TargetBody;

  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => TargetBody)
  support?: TargetBody;
}

class OpenSpanBody {
  @IsTimeOfDay()
  from: string;

  @IsClosingTime()
  to: string;
}

/** The spans of a day, at most a few. */
function Spans(): PropertyDecorator {
  const checks = [
    MayBeAbsent(),
    IsArray(SPANS),
    ArrayMaxSize(6, SPANS),
    ValidateNested({ ...OBJECT, each: true }),
    Type(() => OpenSpanBody),
  ];
  return (target, property) => checks.forEach((check) => check(target, property));
}

class StaffedHoursBody {
  @Spans()
  monday?: OpenSpanBody[];

  @Spans()
  tuesday?: OpenSpanBody[];

  @Spans()
  wednesday?: OpenSpanBody[];

  @Spans()
  thursday?: OpenSpanBody[];

  @Spans()
  friday?: OpenSpanBody[];

  @Spans()
  saturday?: OpenSpanBody[];

  @Spans()
  sunday?: OpenSpanBody[];
}

class PagingBody {
  @MayBeAbsent()
  @IsInt(EVERY)
  @Min(1, EVERY)
  @Max(1_440, EVERY)
  everyMinutes?: number;

  @MayBeAbsent()
  @IsInt(REPEATS)
  @Min(0, REPEATS)
  @Max(10, REPEATS)
  repeats?: number;
}

export class SlaBody {
  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => TargetsBody)
  targets?: TargetsBody;

  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => StaffedHoursBody)
  staffedHours?: StaffedHoursBody;

  @MayBeAbsent()
  @IsInt(WARN)
  @Min(1, WARN)
  @Max(99, WARN)
  warnAtPercent?: number;

  @MayBeAbsent()
  @IsObject(OBJECT)
  @ValidateNested(OBJECT)
  @Type(() => PagingBody)
  paging?: PagingBody;
}
