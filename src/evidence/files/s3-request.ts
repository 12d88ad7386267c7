import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AwsV4Signer } from 'aws4fetch';
import type { S3Config } from '#config';

export interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  /** Within the bucket, such as `evidence/1/ab/cd/…`; empty for the bucket itself. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  /** With its hash, so that the signature covers it, and with its length, as S3 wants it. */
  readonly body?: { readonly bytes: Readable; readonly size: number; readonly sha256: string };
  readonly signal?: AbortSignal;
}

const SILENT_MS = 30_000;
const NO_BODY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Asks a bucket something; resolves with whatever it answers. Bytes pass as streams, either way. */
export async function askS3(
  s3: S3Config,
  { method, key, query, body, signal }: S3Request,
): Promise<IncomingMessage> {
  const address = new URL(`${s3.endpoint}/${s3.bucket}${key === '' ? '' : `/${key}`}`);
  for (const [name, value] of Object.entries(query ?? {})) address.searchParams.set(name, value);
  const { url, headers } = await new AwsV4Signer({
    method,
    url: address.href,
    headers: { 'x-amz-content-sha256': body?.sha256 ?? NO_BODY_SHA256 },
    service: 's3',
    region: s3.region,
    accessKeyId: s3.accessKeyId,
    secretAccessKey: s3.secretAccessKey,
  }).sign();
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const asked = request(url, {
    method,
    timeout: SILENT_MS,
    headers: { ...Object.fromEntries(headers), ...(body && { 'content-length': body.size }) },
    ...(signal && { signal }),
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    asked
      .on('response', resolve)
      .on('error', reject)
      .on('timeout', () => asked.destroy(new Error(`The bucket was silent for ${SILENT_MS / 1000} s.`)));
  });
  if (body === undefined) asked.end();
  // An answer may come before all was sent; then it says why.
  else pipeline(body.bytes, asked).catch((error: unknown) => asked.destroy(error as Error));
  return answered;
}

/** A short answer as text; an error document says more than its status. */
export async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

export async function refusalOf(answer: IncomingMessage): Promise<Error> {
  const text = await textOf(answer);
  const code = /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1];
  return new Error(`The bucket answered ${answer.statusCode ?? 0}${code === undefined ? '' : ` ${code}`}.`);
}
