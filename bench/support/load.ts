import autocannon from 'autocannon';

export interface Load {
  readonly url: string;
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  /** Called for each request. */
  readonly body?: () => string;
  readonly pathOf?: () => string;
}

export interface LoadResult {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Keep-alive connections, one request at a time on each. Any answer but 2xx is a failed measurement. */
export async function measureLoad(load: Load): Promise<LoadResult> {
  const { body, pathOf } = load;
  const result = await autocannon({
    url: load.url,
    connections: load.connections,
    duration: load.seconds,
    requests: [
      {
        method: load.method,
        path: load.path,
        headers: { 'content-type': 'application/json', ...load.headers },
        setupRequest: (request) => ({
          ...request,
          ...(body ? { body: body() } : {}),
          ...(pathOf ? { path: pathOf() } : {}),
        }),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${load.url}${load.path}: ${result.non2xx} refused, ${result.errors} failed`);
  }
  return {
    perSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}
