import { IsInt, IsOptional, Max, Min } from 'class-validator';

const HOUR = { message: 'must be an hour from 0 to 23, or null for no digest' };

export class DigestBody {
  @IsOptional()
  @IsInt(HOUR)
  @Min(0, HOUR)
  @Max(23, HOUR)
  hour?: number | null;
}
