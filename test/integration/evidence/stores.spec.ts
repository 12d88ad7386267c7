import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DiskStore } from '../../../src/evidence/files/disk-store.js';
import type { EvidenceStore } from '../../../src/evidence/files/evidence-store.js';
import { S3Store } from '../../../src/evidence/files/s3-store.js';
import { Staging } from '../../../src/evidence/files/staging.js';
import { fileOf, sha256Of } from '../../support/evidence/evidence-rows.js';
import { startS3, type S3Server } from '../../support/evidence/s3-server.js';

const [OURS, THEIRS] = ['100000000000000001', '100000000000000002'] as const;
const OLD = new Date('2026-01-01T00:00:00Z');
const SINCE = new Date('2026-01-02T00:00:00Z');
const signal = new AbortController().signal;

let folder: string;
let staging: Staging;
let s3: S3Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'docket-evidence-'));
  staging = new Staging(join(folder, 'tmp'));
  s3 = await startS3();
});

afterAll(async () => {
  await s3.close();
  rmSync(folder, { recursive: true });
});

async function put(store: EvidenceStore, guildId: string, text: string | Buffer): Promise<void> {
  const file = await staging.write(Readable.from([Buffer.from(text)]));
  try {
    await store.put(guildId, file, signal);
  } finally {
    await staging.discard(file);
  }
}

async function read(store: EvidenceStore, guildId: string, text: string | Buffer): Promise<Buffer | null> {
  const bytes = await store.open({ guildId, sha256: sha256Of(text) });
  if (bytes === null) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of bytes as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function listed(store: EvidenceStore): Promise<string[]> {
  const keys: string[] = [];
  for await (const { guildId, sha256 } of store.list(signal)) keys.push(`${guildId}/${sha256}`);
  return keys.toSorted();
}

describe.each([
  {
    name: 'a folder',
    store: () => new DiskStore(folder, staging),
    age: (guildId: string, text: string) => utimesSync(join(folder, fileOf(guildId, text)), OLD, OLD),
  },
  {
    name: 'a bucket',
    store: () => new S3Store(s3.settings),
    age: (guildId: string, text: string) => {
      s3.objects.get(`evidence/${fileOf(guildId, text)}`)!.at = OLD;
    },
  },
])('$name', ({ store: make, age }) => {
  let store: EvidenceStore;

  beforeAll(() => {
    store = make();
  });

  it('gives back what was put there, to its guild', async () => {
    const large = Buffer.alloc(3_000_000, 'large');
    for (const bytes of [large, Buffer.from('small'), Buffer.alloc(0)]) {
      await put(store, OURS, bytes);
      expect((await read(store, OURS, bytes))?.equals(bytes)).toBe(true);
      expect(await read(store, THEIRS, bytes)).toBeNull();
    }
    expect(readdirSync(staging.folder)).toEqual([]);
  });

  it('keeps the same content once, also when it is put there at once', async () => {
    const before = await listed(store);
    await Promise.all(Array.from({ length: 8 }, () => put(store, OURS, 'the same')));
    await put(store, THEIRS, 'the same');
    const sha256 = sha256Of('the same');
    expect(await listed(store)).toEqual([...before, `${OURS}/${sha256}`, `${THEIRS}/${sha256}`].toSorted());
  });

  it('removes what nobody wanted for long, and not what was wanted again', async () => {
    const content = { guildId: OURS, sha256: sha256Of('unwanted') };
    expect(await store.removeUnwanted(content, SINCE)).toBe(false);
    await put(store, OURS, 'unwanted');
    expect(await store.removeUnwanted(content, SINCE)).toBe(false);
    age(OURS, 'unwanted');
    await put(store, OURS, 'unwanted');
    expect(await store.removeUnwanted(content, SINCE)).toBe(false);
    expect(await read(store, OURS, 'unwanted')).toEqual(Buffer.from('unwanted'));
    age(OURS, 'unwanted');
    expect(await store.removeUnwanted(content, SINCE)).toBe(true);
    expect(await read(store, OURS, 'unwanted')).toBeNull();
  });
});

describe('a bucket that refuses', () => {
  it('is told of with its own word, whatever was asked', async () => {
    const wrong = new S3Store({ ...s3.settings, secretAccessKey: 'wrong' });
    const content = { guildId: OURS, sha256: sha256Of('x') };
    const refused = 'The bucket answered 403 SignatureDoesNotMatch.';
    await expect(put(wrong, OURS, 'x')).rejects.toThrow(refused);
    await expect(wrong.open(content)).rejects.toThrow(refused);
    await expect(listed(wrong)).rejects.toThrow(refused);
    const elsewhere = new S3Store({ ...s3.settings, bucket: 'another' });
    await expect(put(elsewhere, OURS, 'x')).rejects.toThrow('The bucket answered 404 NoSuchBucket.');
  });

  it('is not waited for past the signal', async () => {
    const file = await staging.write(Readable.from([Buffer.from('late')]));
    const store = new S3Store(s3.settings);
    await expect(store.put(OURS, file, AbortSignal.abort())).rejects.toThrow();
    await staging.discard(file);
  });
});

describe('staging', () => {
  it('leaves nothing of bytes that end in an error', async () => {
    const broken = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from('begun');
      throw new Error('cut off');
    };
    await expect(staging.write(broken())).rejects.toThrow('cut off');
    expect(readdirSync(staging.folder)).toEqual([]);
  });
});
