import { IsOptional, Matches } from 'class-validator';
import { PageQuery } from '#http';

export class DeadJobsQuery extends PageQuery {
  @IsOptional()
  @Matches(/^[a-z][a-z0-9.-]{0,99}$/, { message: 'must be the name of a job' })
  name?: string;
}
