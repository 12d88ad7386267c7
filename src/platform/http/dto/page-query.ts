import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';

const LIMIT = { message: 'must be a whole number from 1 to 200' };

/** How every list is asked for; lists with filters extend it. */
export class PageQuery {
  @Transform(({ value }: { value: unknown }) => wholeNumber(value))
  @IsInt(LIMIT)
  @Min(1, LIMIT)
  @Max(200, LIMIT)
  limit = 50;

  /** The `nextCursor` of the page before. */
  @IsOptional()
  @IsString({ message: 'must be given once' })
  @Matches(/^[\w-]{1,1000}$/, { message: 'must be the nextCursor of the page before' })
  cursor?: string;
}

function wholeNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value;
}
