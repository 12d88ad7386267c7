import { Controller, Get, Header } from '@nestjs/common';
import { DomainError } from '#kernel';
import { Documented } from '../http/documented.js';
import { Public } from '../http/public.js';
import { healthDocs } from './health.docs.js';
import { Readiness, type ReadinessReport } from './readiness.js';

/** For supervisors and load balancers, without a login: says whether, never why. */
@Controller()
@Public()
@Documented(healthDocs)
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** Answered from the event loop alone, so it fails only when this process hangs. */
  @Get('healthz')
  @Header('cache-control', 'no-store')
  alive(): { status: 'alive' } {
    return { status: 'alive' };
  }

  @Get('readyz')
  @Header('cache-control', 'no-store')
  async ready(): Promise<{ status: 'ready'; checks: ReadinessReport['checks'] }> {
    const { ready, draining, checks } = await this.readiness.report();
    if (ready) return { status: 'ready', checks };
    const why = draining
      ? 'This process is shutting down.'
      : 'Something this process needs does not work: see checks.';
    throw new DomainError('unavailable', 'not_ready', why, { checks, draining });
  }
}
