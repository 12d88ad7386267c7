import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Config } from '#config';

interface StoredObject {
  readonly bytes: Buffer;
  at: Date;
}

export interface S3Server {
  readonly settings: S3Config;
  readonly objects: Map<string, StoredObject>;
  /** Answers this status from now on; null: works again. */
  failWith(status: number | null): void;
  close(): Promise<void>;
}

interface Answered {
  readonly status: number;
  readonly body?: Buffer | string;
  readonly headers?: Record<string, string>;
}

/** So few, that lists have more than one. */
const PAGE = 2;

const settingsOf = (port: number): S3Config => ({
  endpoint: `http://127.0.0.1:${port}`,
  bucket: 'evidence-of-tests',
  region: 'eu-central-1',
  accessKeyId: 'AKIATESTS',
  secretAccessKey: 'a-secret/with+signs',
});

/** As much of S3 as a store of files needs. It takes nothing whose signature or hash is not right. */
export async function startS3(): Promise<S3Server> {
  const objects = new Map<string, StoredObject>();
  let failure: number | null = null;
  let settings = settingsOf(0);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bytes = await bodyOf(request);
    const answered =
      failure === null ? answer(request, bytes, settings, objects) : error(failure, 'SlowDown');
    response.writeHead(answered.status, answered.headers).end(answered.body);
  };
  const server = createServer((request, response) => {
    void handle(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  settings = settingsOf((server.address() as AddressInfo).port);
  return {
    settings,
    objects,
    failWith: (status) => {
      failure = status;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  request: IncomingMessage,
  bytes: Buffer,
  settings: S3Config,
  objects: Map<string, StoredObject>,
): Answered {
  if (!isSigned(request, settings)) return error(403, 'SignatureDoesNotMatch');
  if (sha256(bytes) !== request.headers['x-amz-content-sha256'])
    return error(400, 'XAmzContentSHA256Mismatch');
  const url = new URL(request.url ?? '', settings.endpoint);
  const [, bucket = '', key = ''] = /^\/([^/]+)\/?(.*)$/.exec(url.pathname) ?? [];
  if (bucket !== settings.bucket) return error(404, 'NoSuchBucket');
  if (key === '') return list(url.searchParams, objects);
  const object = objects.get(key);
  if (request.method === 'PUT') {
    if (request.headers['content-length'] === undefined) return error(411, 'MissingContentLength');
    objects.set(key, { bytes, at: new Date() });
    return { status: 200 };
  }
  if (request.method === 'DELETE') {
    objects.delete(key);
    return { status: 204 };
  }
  if (object === undefined) return error(404, 'NoSuchKey');
  return { status: 200, body: object.bytes, headers: { 'last-modified': object.at.toUTCString() } };
}

function list(query: URLSearchParams, objects: Map<string, StoredObject>): Answered {
  const prefix = query.get('prefix') ?? '';
  // Tokens of S3 hold signs that an address must escape.
  const after = query.get('continuation-token')?.slice('=+/ '.length) ?? '';
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).toSorted();
  const shown = keys.slice(0, PAGE);
  const more = keys.length > PAGE ? `<NextContinuationToken>=+/ ${shown.at(-1)}</NextContinuationToken>` : '';
  const contents = shown.map(
    (key) =>
      `<Contents><Key>${key}</Key><LastModified>${objects.get(key)!.at.toISOString()}</LastModified></Contents>`,
  );
  return {
    status: 200,
    body: `<?xml version="1.0"?>\n<ListBucketResult>${more}${contents.join('\n')}</ListBucketResult>`,
  };
}

/** AWS's Signature Version 4, worked out anew from its description. */
function isSigned(
  request: IncomingMessage,
  { secretAccessKey, accessKeyId, region, endpoint }: S3Config,
): boolean {
  const { authorization = '', 'x-amz-date': at = '', 'x-amz-content-sha256': hash = '' } = request.headers;
  const match = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    authorization,
  );
  if (!match) return false;
  const [, credential = '', signedHeaders = '', signature = ''] = match;
  const time = String(at);
  const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`;
  if (credential !== `${accessKeyId}/${scope}`) return false;
  if (
    !['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signedHeaders.split(';').includes(name))
  )
    return false;
  const url = new URL(request.url ?? '', endpoint);
  const query = [...url.searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join('&');
  const headers = signedHeaders.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [request.method, url.pathname, query, headers.join(''), signedHeaders, hash].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = scope
    .split('/')
    .reduce<Buffer>((secret, part) => hmac(secret, part), Buffer.from(`AWS4${secretAccessKey}`));
  return timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex'));
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const error = (status: number, code: string): Answered => ({
  status,
  body: `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`,
});

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
