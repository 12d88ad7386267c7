import { Transform } from 'class-transformer';
import { IsInt, Matches, Max, Min } from 'class-validator';
import { MayBeAbsent, PageQuery } from '#http';

export class EventsQuery extends PageQuery {
  /** Only events after this seq. */
  @MayBeAbsent()
  @Matches(/^\d{1,18}$/, { message: 'must be the seq of an event' })
  after?: string;
}

const LIMIT = { message: 'must be a whole number from 1 to 50' };

export class SimilarQuery {
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value,
  )
  @IsInt(LIMIT)
  @Min(1, LIMIT)
  @Max(50, LIMIT)
  limit = 10;
}
