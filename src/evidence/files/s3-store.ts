import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { S3Config } from '#config';
import { contentOfKey, evidenceKey, type ContentId } from '../domain/evidence-key.js';
import type { EvidenceStore, KeptContent } from './evidence-store.js';
import { askS3, refusalOf, textOf } from './s3-request.js';
import type { StagedFile } from './staging.js';

const PREFIX = 'evidence/';

/** A bucket of anything that speaks S3. The same content put twice is the same object, written anew. */
export class S3Store implements EvidenceStore {
  constructor(private readonly s3: S3Config) {}

  async put(guildId: string, { path, size, sha256 }: StagedFile, signal: AbortSignal): Promise<void> {
    const body = { bytes: createReadStream(path), size, sha256 };
    const answer = await askS3(this.s3, { method: 'PUT', key: keyOf({ guildId, sha256 }), body, signal });
    if (answer.statusCode !== 200) throw await refusalOf(answer);
    answer.resume();
  }

  async open(content: ContentId): Promise<Readable | null> {
    const answer = await askS3(this.s3, { method: 'GET', key: keyOf(content) });
    if (answer.statusCode === 200) return answer;
    if (answer.statusCode !== 404) throw await refusalOf(answer);
    answer.resume();
    return null;
  }

  async *list(signal: AbortSignal): AsyncGenerator<KeptContent> {
    let token: string | null = '';
    while (token !== null) {
      const more: Record<string, string> = token === '' ? {} : { 'continuation-token': token };
      const query = { 'list-type': '2', prefix: PREFIX, ...more };
      const answer = await askS3(this.s3, { method: 'GET', key: '', query, signal });
      if (answer.statusCode !== 200) throw await refusalOf(answer);
      const page = await textOf(answer);
      yield* contentsIn(page);
      token = fieldIn(page, 'NextContinuationToken');
    }
  }

  /** S3 removes unconditionally: what is put in the moment between both requests would be removed too. */
  async removeUnwanted(content: ContentId, since: Date): Promise<boolean> {
    const key = keyOf(content);
    const found = await askS3(this.s3, { method: 'HEAD', key });
    found.resume();
    const wantedAt = new Date(found.headers['last-modified'] ?? Number.NaN);
    if (found.statusCode !== 200 || !(wantedAt < since)) return false;
    const removed = await askS3(this.s3, { method: 'DELETE', key });
    if (removed.statusCode !== 204) throw await refusalOf(removed);
    removed.resume();
    return true;
  }
}

function keyOf(content: ContentId): string {
  return PREFIX + evidenceKey(content);
}

/** Keys of ours hold nothing that XML would escape; any other is none of ours. */
function contentsIn(page: string): KeptContent[] {
  return [...page.matchAll(/<Contents>(.*?)<\/Contents>/gs)].flatMap(([, entry = '']) => {
    const content = contentOfKey((fieldIn(entry, 'Key') ?? '').slice(PREFIX.length));
    const wantedAt = new Date(fieldIn(entry, 'LastModified') ?? Number.NaN);
    return content === null || Number.isNaN(wantedAt.getTime()) ? [] : [{ ...content, wantedAt }];
  });
}

function fieldIn(xml: string, name: string): string | null {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? null;
}
