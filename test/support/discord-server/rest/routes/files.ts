import type { ServerResponse } from 'node:http';
import { isFreshFileUrl, signedFileUrl } from '../../world/files.js';
import type { World } from '../../world/world.js';
import { route } from '../route.js';

const FILE_PATH = /^\/attachments\/(\d+)\/(\d+)\/[^/]+$/;

/** The CDN: the bytes of an attachment, as long as its address is signed and fresh. */
export function serveFile(world: World, url: URL, response: ServerResponse): boolean {
  const match = FILE_PATH.exec(url.pathname);
  if (!match) return false;
  const file = world.files.get(match[2] ?? '');
  if (!file || file.channelId !== match[1] || !isFreshFileUrl(world, url)) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('This content is no longer available.');
    return true;
  }
  const { content_type: type = 'application/octet-stream' } = file.attachment;
  response.writeHead(200, { 'content-type': type, 'content-length': file.bytes.length }).end(file.bytes);
  return true;
}

function refreshed(world: World, address: string): string {
  const match = URL.canParse(address) ? FILE_PATH.exec(new URL(address).pathname) : null;
  const file = match ? world.files.get(match[2] ?? '') : undefined;
  return file ? signedFileUrl(world, file.channelId, file.attachment.id, file.attachment.filename) : address;
}

export const fileRoutes = [
  route('POST /attachments/refresh-urls', ({ world, body }) => {
    const { attachment_urls: urls } = body as { attachment_urls: string[] };
    return { refreshed_urls: urls.map((original) => ({ original, refreshed: refreshed(world, original) })) };
  }),
];
