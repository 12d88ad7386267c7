import type { IncomingMessage } from 'node:http';
import { finished, type Readable } from 'node:stream';
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { DomainError } from '#kernel';
import type { Attachment } from '#triage';
import { MAX_ATTACHMENTS, MAX_FILENAME } from '../domain/signal-schema.js';
import { textOf } from '../domain/webhook/discord-refusal.js';
import { DiscordError, TOO_LARGE } from './discord-error.js';

export interface MultipartForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly Attachment[];
}

/** Takes the bytes of a file, to their end, and says what they were. */
export type Stage = (bytes: Readable) => Promise<{
  readonly measure: { readonly size: number; readonly sha256: string };
}>;

/** Of a whole form. */
const MOST_BYTES = 25 * 1024 * 1024;
const MOST_FIELDS = 20;
const LIMITS = {
  fieldNameSize: 100,
  fieldSize: 256 * 1024,
  fields: MOST_FIELDS,
  files: MAX_ATTACHMENTS,
  parts: MOST_FIELDS + MAX_ATTACHMENTS,
  headerPairs: 20,
  headerSize: 8 * 1024,
};
const LONGEST_TYPE = 100;

/** Reads a form as a stream: fields into memory, files to wherever `stage` takes them. */
export async function readForm(request: IncomingMessage, stage: Stage): Promise<MultipartForm> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLarge();
  const fields = new Map<string, string>();
  const files: Promise<Attachment>[] = [];
  const streams: Readable[] = [];
  const parser = openParser(request);
  parser.on('field', (name, value, _nameCut, valueCut) => {
    if (valueCut) parser.emit('error', tooLarge());
    else fields.set(name, value);
  });
  parser.on('file', (_name, stream, filename, _encoding, contentType) => {
    streams.push(stream);
    // Said before anyone may listen, and without an end: whoever reads on would wait for ever.
    stream.on('error', (error: Error) => void stream.destroy(error));
    const file = staged(stream, filename, contentType, stage);
    file.catch((error: unknown) => parser.emit('error', error));
    files.push(file);
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) {
    parser.on(limit, () => parser.emit('error', tooLarge()));
  }
  try {
    await passThrough(request, parser);
    return { fields: Object.fromEntries(fields), files: await Promise.all(files) };
  } catch (error) {
    // Whoever takes bytes that end nowhere must hear of it.
    for (const stream of streams) stream.destroy();
    await Promise.allSettled(files);
    throw error;
  }
}

function openParser(request: IncomingMessage): BusboyInstance {
  try {
    return new Busboy({
      headers: request.headers as BusboyHeaders,
      limits: LIMITS,
      // JSON is a field however it is labelled: some clients send it as a file called "blob".
      isPartAFile: (name, type, filename) =>
        name !== 'payload_json' && (type === 'application/octet-stream' || filename !== undefined),
    });
  } catch {
    throw broken();
  }
}

async function staged(
  stream: BusboyFileStream,
  filename: string | undefined,
  contentType: string,
  stage: Stage,
): Promise<Attachment> {
  const { measure } = await stage(stream);
  return {
    url: null,
    filename: textOf(filename, MAX_FILENAME) || null,
    contentType: textOf(contentType, LONGEST_TYPE) || null,
    ...measure,
  };
}

function passThrough(request: IncomingMessage, parser: BusboyInstance): Promise<void> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    const count = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) fail(tooLarge());
    };
    const stop = (): void => {
      request.off('data', count).unpipe(parser);
      parser.removeAllListeners().on('error', () => {});
      // What is still on its way is let pass, so that the answer can be read; the time for a request bounds it.
      request.resume();
    };
    const fail = (error: unknown): void => {
      stop();
      reject(error instanceof DomainError ? error : broken());
    };
    finished(request, { writable: false }, (error) => {
      if (error) fail(error);
    });
    parser.once('error', fail).once('finish', () => {
      stop();
      resolve();
    });
    request.on('data', count).pipe(parser);
  });
}

function tooLarge(): DomainError {
  return new DiscordError('too_large', TOO_LARGE);
}

function broken(): DomainError {
  return new DiscordError('invalid', {
    code: 50035,
    message: 'Invalid Form Body',
    errors: { _errors: [{ code: 'MULTIPART_INVALID', message: 'The multipart form cannot be read.' }] },
  });
}
