import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, Headers, Inject } from '@nestjs/common';
import { CONFIG, type Config } from '#config';
import { DomainError } from '#kernel';
import { Documented } from '../http/documented.js';
import { Public } from '../http/public.js';
import { metricsDocs } from './metrics.docs.js';
import { Metrics } from './metrics.js';

/** For Prometheus. What it says names no guild and no person. */
@Controller()
@Public()
@Documented(metricsDocs)
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('cache-control', 'no-store')
  read(@Headers('authorization') authorization = ''): Promise<string> {
    const { metricsToken } = this.config;
    if (metricsToken !== null && !same(authorization, `Bearer ${metricsToken}`)) {
      throw new DomainError(
        'unauthenticated',
        'unauthenticated',
        'The metrics need the token of DOCKET_METRICS_TOKEN. Send it as "Authorization: Bearer …".',
      );
    }
    return this.metrics.text();
  }
}

/** Takes the same time wherever they differ. */
function same(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a!, b!);
}
