import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { DomainError, REFUSAL_KINDS, type RefusalKind } from '#kernel';
import { startHttpApp, type HttpApp } from '../../support/http-app.js';

class Subject {
  @IsString({ message: 'must be text' })
  @MaxLength(10, { message: 'must be at most 10 characters long' })
  id: string;
}

class Order {
  @IsString({ message: 'must be text' })
  name: string;

  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => Subject)
  subjects: Subject[] = [];
}

class Page {
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'must be a whole number' })
  limit?: number;
}

@Controller('probe')
class ProbeController {
  @Get('refuse')
  refuse(@Query('kind') kind: RefusalKind): never {
    throw new DomainError(kind, `probe_${kind}`, 'Do it another way.', { ticket: { id: 't1' }, status: 9 });
  }

  @Get('slow-down')
  slowDown(): never {
    throw new DomainError('rate_limited', 'probe_rate', 'Wait.', { retryAfterSeconds: 17.2 });
  }

  @Get('fail')
  fail(): never {
    throw new Error('secret detail of the inside');
  }

  @Get('page')
  page(@Query() page: Page): Page {
    return page;
  }

  @Post('order')
  @HttpCode(200)
  order(@Body() order: Order): Order {
    return order;
  }
}

const STATUS: Record<RefusalKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 409,
  too_large: 413,
  unsupported: 415,
  rate_limited: 429,
  unavailable: 503,
};

describe('problem documents', () => {
  let http: HttpApp;

  beforeAll(async () => {
    http = await startHttpApp([ProbeController]);
  });
  afterAll(() => http.close());

  const post = (body: unknown) =>
    fetch(`${http.url}/probe/order`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it.each(REFUSAL_KINDS)('answers a refusal that is %s', async (kind) => {
    const response = await fetch(`${http.url}/probe/refuse?kind=${kind}`);
    expect(response.status).toBe(STATUS[kind]);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const id = response.headers.get('x-request-id');
    expect(await response.json()).toEqual({
      type: `urn:docket:problem:probe_${kind}`,
      title: expect.any(String),
      status: STATUS[kind],
      detail: 'Do it another way.',
      code: `probe_${kind}`,
      instance: `urn:docket:request:${id}`,
      correlationId: id,
      ticket: { id: 't1' },
    });
    expect(response.headers.has('www-authenticate')).toBe(kind === 'unauthenticated');
    expect(response.headers.has('retry-after')).toBe(['rate_limited', 'unavailable'].includes(kind));
  });

  it('says when to come back', async () => {
    const response = await fetch(`${http.url}/probe/slow-down`);
    expect(response.headers.get('retry-after')).toBe('18');
  });

  it('hides the unexpected and logs it once, under the id that the caller got', async () => {
    const response = await fetch(`${http.url}/probe/fail`, {
      headers: { 'x-request-id': 'probe-fail-0001' },
    });
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain('secret');
    expect(JSON.parse(text)).toMatchObject({ code: 'internal', correlationId: 'probe-fail-0001' });
    const lines = http.log.filter((line) => line.includes('probe-fail-0001'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('secret detail of the inside');
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'error' });
  });

  it.each([['short'], ['has space in it'], ['x'.repeat(65)], ['-starts-with-dash'], ['"quoted-quoted"']])(
    'replaces a request id that is not harmless: %s',
    async (id) => {
      const response = await fetch(`${http.url}/healthz`, { headers: { 'x-request-id': id } });
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('lists what is wrong in a body, where and how', async () => {
    const response = await post({ subjects: [{ id: 'ok' }, { id: 'far too long an id' }], 'ad<min>': true });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'invalid_body',
      errors: [
        { path: 'ad<min>', message: 'is not known here: leave it out' },
        { path: 'name', message: 'must be text' },
        { path: 'subjects[1].id', message: 'must be at most 10 characters long' },
      ],
    });
  });

  it('bounds the list', async () => {
    const response = await post(Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i])));
    const { errors } = (await response.json()) as { errors: unknown[] };
    expect(errors).toHaveLength(50);
  });

  it('converts nothing that was not asked for', async () => {
    for (const body of [{ name: 5 }, { name: true }, [], [{ name: 'x' }], 'text', null, 5]) {
      expect((await post(body)).status).toBe(400);
    }
  });

  it('checks queries', async () => {
    const response = await fetch(`${http.url}/probe/page?limit=many`);
    expect(await response.json()).toMatchObject({ code: 'invalid_query', errors: [{ path: 'limit' }] });
    expect(await (await fetch(`${http.url}/probe/page?limit=3`)).json()).toEqual({ limit: 3 });
  });

  it('tells an unknown address from a wrong method', async () => {
    const unknown = await fetch(`${http.url}/nothing/here`);
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ code: 'no_such_route' });
    const wrong = await fetch(`${http.url}/probe/order`, { method: 'DELETE' });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('OPTIONS, POST');
    expect(await wrong.json()).toMatchObject({ code: 'method_not_allowed', allowed: ['OPTIONS', 'POST'] });
  });

  it('answers HEAD like GET and OPTIONS with the methods', async () => {
    const head = await fetch(`${http.url}/healthz`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    const options = await fetch(`${http.url}/healthz`, { method: 'OPTIONS' });
    expect(options.status).toBe(204);
    expect(options.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
  });
});
