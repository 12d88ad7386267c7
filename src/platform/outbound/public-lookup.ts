import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { PrivateAddress } from './private-address.js';
import { isPublicAddress } from './public-address.js';

/**
 * Resolves a name as connections do, and refuses one that leads into a private network. The connection is made
 * to what was looked at here, so a name that answers differently the next time gains nothing.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const refusal = refusalOf(hostname, addresses);
    if (refusal !== null) return callback(refusal, []);
    if (options.all === true) return callback(null, addresses);
    const [first] = addresses;
    return callback(null, first!.address, first!.family);
  });
};

function refusalOf(hostname: string, addresses: readonly LookupAddress[]): Error | null {
  if (addresses.length === 0) return new Error(`${hostname} has no address.`);
  if (addresses.every(({ address }) => isPublicAddress(address))) return null;
  return new PrivateAddress(`${hostname} leads to a private address.`);
}
