import { request as requestHttp, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { PrivateAddress } from './private-address.js';
import { isPublicAddress } from './public-address.js';
import { publicLookup } from './public-lookup.js';

export interface OutsidePlace {
  readonly url: URL;
  /** A machine of one's own: it may be at a private address. */
  readonly isOwn: boolean;
}

export interface OutsideRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: OutgoingHttpHeaders;
  readonly body?: string;
}

/**
 * Asks a host that somebody named from outside, and none in a private network unless it is one's own. Follows
 * nothing. Resolves with the head of the answer; rejects with PrivateAddress or the error of the connection.
 */
export function requestOutside(
  { url, isOwn }: OutsidePlace,
  { method, headers, body }: OutsideRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const literal = url.hostname.replaceAll(/[[\]]/g, '');
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    // A connection to an address is made without a look-up.
    if (!isOwn && isIP(literal) !== 0 && !isPublicAddress(literal)) {
      reject(new PrivateAddress(`${literal} is a private address.`));
      return;
    }
    request(url, {
      agent: false,
      method,
      signal,
      headers: { 'user-agent': 'Docket', ...headers },
      ...(isOwn ? {} : { lookup: publicLookup }),
    })
      .on('response', resolve)
      .on('error', reject)
      .end(body);
  });
}
