import { domainToASCII } from 'node:url';
import { parse } from 'tldts';

/** What ends a token that may be a link: white space and the marks that chat wraps links in. */
export const TOKEN_BREAKS = /[\s<>()[\]{}"'`|\\*~]+/;
const EDGES = new Set('._,;:!?-');
const MAX_LINKS = 50;

/** A host without a scheme must look like one, else every "end.Start" would be a link. */
const BARE_HOST = /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+(?:[/?#:]|$)/u;
const SCHEME = /^[a-z][a-z0-9+-]*:\/\//;

export interface Link {
  readonly host: string;
  /** What one registers (`bbc.co.uk` of `news.bbc.co.uk`); null for addresses and unknown suffixes. */
  readonly domain: string | null;
}

/** Reads a lower-case token as a link; null when it is not one. */
export function readLink(token: string): Link | null {
  if (!token.includes('.') && !token.includes('://')) return null;
  const bare = trimEdges(token);
  const hasScheme = SCHEME.test(bare);
  if (!hasScheme && !BARE_HOST.test(bare)) return null;
  const { hostname, domain, isIcann, isPrivate } = parse(bare, { allowPrivateDomains: true });
  if (hostname === null || hostname === '') return null;
  if (isIcann === true || isPrivate === true) return { host: hostname, domain: domain ?? hostname };
  return hasScheme ? { host: hostname, domain: null } : null;
}

/** Every link of a text and of a list of links, hosts in ASCII as domain lists hold them; at most 50. */
export function linksOf(text: string, links: readonly string[]): Link[] {
  const found = new Map<string, Link>();
  for (const token of [...links, ...(text.includes('.') ? text.split(TOKEN_BREAKS) : [])]) {
    if (found.size >= MAX_LINKS) break;
    const link = readLink(token.toLowerCase());
    if (link !== null && !found.has(link.host)) found.set(link.host, toAscii(link));
  }
  return [...found.values()];
}

/** True when the host or a domain above it is in the list. */
export function listHolds(list: ReadonlySet<string>, host: string): boolean {
  for (let at = 0; at !== -1; at = host.indexOf('.', at + 1)) {
    if (list.has(at === 0 ? host : host.slice(at + 1))) return true;
  }
  return false;
}

/** By hand: a pattern anchored only at the end takes quadratic time on long runs. */
function trimEdges(token: string): string {
  let start = 0;
  let end = token.length;
  while (start < end && EDGES.has(token.charAt(start))) start += 1;
  while (end > start && EDGES.has(token.charAt(end - 1))) end -= 1;
  return start === 0 && end === token.length ? token : token.slice(start, end);
}

function toAscii(link: Link): Link {
  if (!/[\u0080-\uffff]/.test(link.host)) return link;
  const domain = link.domain === null ? null : domainToASCII(link.domain);
  return { host: domainToASCII(link.host) || link.host, domain: domain === '' ? link.domain : domain };
}
