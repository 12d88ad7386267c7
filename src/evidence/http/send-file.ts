import type { FastifyReply } from 'fastify';
import type { EvidenceFile } from '../evidence-files.js';
import { contentDisposition } from './content-disposition.js';

/** Whatever it holds, a browser saves it and does not look into it: it came from outside, and may be a page. */
export function sendFile(reply: FastifyReply, { evidence, bytes }: EvidenceFile): void {
  void reply
    .headers({
      'content-type': 'application/octet-stream',
      'content-disposition': contentDisposition(evidence.filename ?? evidence.id),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      ...(evidence.size === null ? {} : { 'content-length': evidence.size }),
    })
    .send(bytes);
}
