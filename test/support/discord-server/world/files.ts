import { createHmac } from 'node:crypto';
import type { APIAttachment } from 'discord-api-types/v10';
import { DiscordError } from '../errors.js';
import type { UploadedFile } from './records.js';
import type { World } from './world.js';

export const MAX_FILE_BYTES = 10 * 1024 * 1024;
const URL_LIFE_MS = 24 * 3_600_000;

function sign(world: World, path: string, expires: string): string {
  return createHmac('sha256', world.application.clientSecret).update(`${path}:${expires}`).digest('hex');
}

/** A CDN address that works for a day of the server's time. */
export function signedFileUrl(
  world: World,
  channelId: string,
  attachmentId: string,
  filename: string,
): string {
  const path = `/attachments/${channelId}/${attachmentId}/${encodeURIComponent(filename)}`;
  const expires = Math.floor((world.clock.now() + URL_LIFE_MS) / 1000).toString(16);
  return `${world.origin}${path}?ex=${expires}&hm=${sign(world, path, expires)}`;
}

export function isFreshFileUrl(world: World, url: URL): boolean {
  const expires = url.searchParams.get('ex') ?? '0';
  const fresh = Number.parseInt(expires, 16) * 1000 > world.clock.now();
  return fresh && url.searchParams.get('hm') === sign(world, url.pathname, expires);
}

/** Keeps the bytes of an upload and answers the attachment without its address, which is signed when read. */
export function keepFile(
  world: World,
  channelId: string,
  file: UploadedFile,
  description?: string,
): APIAttachment {
  if (file.bytes.length > MAX_FILE_BYTES) throw new DiscordError(413, 40005, 'Request entity too large');
  const attachment = {
    id: world.ids.next(),
    filename: file.filename.replace(/[^\w.-]+/g, '_'),
    size: file.bytes.length,
    content_type: file.contentType,
    ...(description === undefined ? {} : { description }),
  };
  world.files.set(attachment.id, { attachment, channelId, bytes: file.bytes });
  const url = signedFileUrl(world, channelId, attachment.id, attachment.filename);
  return { ...attachment, url, proxy_url: url };
}
