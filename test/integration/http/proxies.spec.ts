import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { startHttpApp, type HttpApp } from '../../support/http-app.js';

@Controller('address')
class AddressController {
  @Get()
  address(@Req() request: FastifyRequest): { address: string } {
    return { address: request.ip };
  }
}

/** The address that failed logins are counted by. */
describe('the address of a caller', () => {
  let http: HttpApp;

  afterEach(() => http.close());

  async function seen(forwardedFor: string): Promise<unknown> {
    const headers = { 'x-forwarded-for': forwardedFor };
    return (await fetch(`${http.url}/address`, { headers })).json();
  }

  it('is what the proxies that are trusted say, and not what the caller says', async () => {
    http = await startHttpApp([AddressController], { DOCKET_TRUSTED_PROXIES: 'loopback, 10.0.0.0/8' });
    expect(await seen('198.51.100.7, 203.0.113.9, 10.1.2.3')).toEqual({ address: '203.0.113.9' });
  });

  it('is that of the connection where no proxy is trusted', async () => {
    http = await startHttpApp([AddressController], { DOCKET_TRUSTED_PROXIES: '10.0.0.0/8' });
    expect(await seen('203.0.113.9')).toEqual({ address: '127.0.0.1' });
  });
});
