import type { IncomingMessage } from 'node:http';
import { DiscordError } from '../errors.js';
import type { UploadedFile } from '../world/records.js';

const MAX_REQUEST_BYTES = 25 * 1024 * 1024;

export interface ParsedBody {
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > MAX_REQUEST_BYTES) throw new DiscordError(413, 40005, 'Request entity too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new DiscordError(400, 50109, 'The request body contains invalid JSON.');
  }
}

async function multipart(bytes: Buffer, contentType: string): Promise<ParsedBody> {
  const form = await new Response(new Uint8Array(bytes), {
    headers: { 'content-type': contentType },
  }).formData();
  const files: UploadedFile[] = [];
  const fields: Record<string, unknown> = {};
  for (const [field, value] of form.entries()) {
    if (typeof value === 'string') {
      fields[field] = value;
      continue;
    }
    files.push({
      field,
      filename: value.name,
      contentType: value.type || 'application/octet-stream',
      bytes: Buffer.from(await value.arrayBuffer()),
    });
  }
  const payload = fields.payload_json;
  return { body: typeof payload === 'string' ? json(payload) : fields, files };
}

/** JSON, a form, or multipart with `payload_json` and files. */
export async function parseBody(request: IncomingMessage): Promise<ParsedBody> {
  const bytes = await readAll(request);
  const contentType = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (contentType.startsWith('multipart/form-data')) return multipart(bytes, contentType);
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return { body: Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))), files: [] };
  }
  return { body: json(bytes.toString('utf8')), files: [] };
}
