import { afterEach, describe, expect, it } from '@jest/globals';
import { loadConfig } from '#config';
import { startTestApi, type TestApp } from '../../support/app.js';

describe('GET /metrics', () => {
  let docket: TestApp;

  afterEach(() => docket.close());

  it('counts requests by the pattern of their route, and never by what was asked for', async () => {
    docket = await startTestApi();
    await fetch(`${docket.url}/healthz`);
    await fetch(`${docket.url}/docs/no-such-file`);
    await fetch(`${docket.url}/wp-login.php?secret=1`);
    await fetch(`${docket.url}/healthz`, { method: 'DELETE' });
    const text = await read();
    expect(text).toContain('docket_http_request_seconds_count{method="GET",route="/healthz",status="200"} 1');
    expect(text).toContain(
      'docket_http_request_seconds_count{method="GET",route="/docs/:file",status="404"} 1',
    );
    expect(text).toContain('docket_http_request_seconds_count{method="GET",route="none",status="404"} 1');
    expect(text).toContain('docket_http_request_seconds_count{method="DELETE",route="none",status="405"} 1');
    expect(text).not.toMatch(/wp-login|no-such-file|secret/);
  });

  it('tells of the process and of its database connections', async () => {
    docket = await startTestApi();
    await fetch(`${docket.url}/readyz`);
    const text = await read();
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m);
    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
    expect(text).toMatch(/^docket_database_connections\{state="idle"\} [1-9]/m);
    expect(text).toMatch(/^docket_database_connections\{state="waiting"\} 0$/m);
  });

  it('asks for the token that is set', async () => {
    const token = 'metrics-token-0123456789abcdef';
    docket = await startTestApi({ metricsToken: loadConfig({ DOCKET_METRICS_TOKEN: token }).metricsToken });
    for (const authorization of [null, 'Bearer wrong', `Basic ${token}`, `Bearer ${docket.adminToken}`]) {
      const response = await ask(authorization);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: 'unauthenticated' });
    }
    expect((await ask(`Bearer ${token}`)).status).toBe(200);
  });

  const ask = (authorization: string | null) =>
    fetch(`${docket.url}/metrics`, { headers: authorization === null ? {} : { authorization } });

  async function read(): Promise<string> {
    const response = await ask(null);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    return response.text();
  }
});
