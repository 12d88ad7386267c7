import type { FastifyRequest } from 'fastify';
import { readJsonField } from '#http';
import type { Attachment } from '#triage';
import { isRecord, type Loose } from '../domain/webhook/loose.js';
import { readForm } from './multipart-form.js';

export interface WebhookBody {
  readonly payload: unknown;
  readonly files: readonly Attachment[];
}

/**
 * What a webhook call says, in whichever of the types it takes: JSON, or a form whose `jsonField` holds
 * JSON; a form without that field is itself the payload.
 */
export async function readWebhookBody(request: FastifyRequest, jsonField: string): Promise<WebhookBody> {
  const type = request.headers['content-type']?.toLowerCase() ?? '';
  if (type.startsWith('multipart/form-data')) {
    const { fields, files } = await readForm(request.raw);
    return { payload: await payloadOf(request, fields, jsonField), files };
  }
  const body = request.body ?? {};
  const isForm = type.startsWith('application/x-www-form-urlencoded') && isRecord(body);
  return { payload: isForm ? await payloadOf(request, body, jsonField) : body, files: [] };
}

async function payloadOf(request: FastifyRequest, fields: Loose, jsonField: string): Promise<unknown> {
  const json = fields[jsonField];
  return typeof json === 'string' ? readJsonField(request, json) : fields;
}
