/** An address that may be fetched. */
export interface Admitted {
  readonly url: URL;
  /** Its host is listed with its port: it may be a machine of one's own, on a private address and without TLS. */
  readonly isOwn: boolean;
}

export type Admission = Admitted | { readonly refusal: string };

/**
 * Whether a file may be fetched from an address. A host that is listed by its name is fetched from by https on
 * its usual port; one that is listed with a port, as `host:port`, by http too.
 */
export function admitAddress(address: string, hosts: readonly string[]): Admission {
  if (!URL.canParse(address)) return { refusal: 'The address cannot be read.' };
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { refusal: 'Only https is fetched.' };
  if (url.username !== '' || url.password !== '') return { refusal: 'The address holds a login.' };
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  if (hosts.includes(`${url.hostname}:${port}`)) return { url, isOwn: true };
  if (!hosts.includes(url.hostname)) {
    return { refusal: `${url.hostname} is not among the hosts that evidence is fetched from.` };
  }
  if (url.protocol !== 'https:' || url.port !== '') {
    return { refusal: `From ${url.hostname} evidence is fetched by https on its usual port only.` };
  }
  return { url, isOwn: false };
}
