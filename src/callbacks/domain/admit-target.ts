/** An address that may be called. */
export interface Target {
  readonly url: URL;
  /** Its host is one of the operator's own: it may be at a private address and without TLS. */
  readonly isOwn: boolean;
}

const LONGEST = 2_000;

/**
 * Whether callbacks may go to an address: to the operator's own hosts, listed as `host:port`, in any way; to all
 * others by https. That the name of these leads to the internet is looked at with each call.
 */
export function admitTarget(
  address: string,
  ownHosts: readonly string[],
): Target | { readonly refusal: string } {
  if (address.length > LONGEST || !URL.canParse(address)) return { refusal: 'The address cannot be read.' };
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { refusal: 'Only https is called.' };
  if (url.username !== '' || url.password !== '') return { refusal: 'The address holds a login.' };
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  if (ownHosts.includes(`${url.hostname}:${port}`)) return { url, isOwn: true };
  if (url.protocol !== 'https:') return { refusal: `${url.hostname} is called by https only.` };
  return { url, isOwn: false };
}
