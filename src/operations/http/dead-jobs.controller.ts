import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { JsonObject } from '#kernel';
import { Documented } from '#http';
import { DeadJobs } from '#jobs';
import { Keyset, type Page } from '#platform';
import { AuthorizeAdministrator } from '#staff';
import { deadJobsDocs } from './dead-jobs.docs.js';
import { DeadJobsQuery } from './dead-jobs.dto.js';
import { presentDeadJob } from './present-dead-job.js';

const NEWEST_FIRST = new Keyset('dead-jobs', { diedAt: 'time', id: 'uuid' });

@Controller('v1/jobs/dead')
@Documented(deadJobsDocs)
export class DeadJobsController {
  constructor(private readonly deadJobs: DeadJobs) {}

  @Get()
  @AuthorizeAdministrator()
  async list(@Query() { name, limit, cursor }: DeadJobsQuery): Promise<Page<JsonObject>> {
    const after = NEWEST_FIRST.decode(null, cursor);
    const rows = await this.deadJobs.list({ name: name ?? null, after, limit: limit + 1 });
    return NEWEST_FIRST.page(null, rows, limit, ({ diedAt, id }) => ({ diedAt, id }), presentDeadJob);
  }

  @Post(':id/retry')
  @AuthorizeAdministrator()
  @HttpCode(204)
  retry(@Param('id') id: string): Promise<void> {
    return this.deadJobs.retry(id);
  }

  @Delete(':id')
  @AuthorizeAdministrator()
  @HttpCode(204)
  remove(@Param('id') id: string): Promise<void> {
    return this.deadJobs.forget(id);
  }
}
