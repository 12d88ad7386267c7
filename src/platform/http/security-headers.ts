/** For answers that are data: a browser may do nothing with them. Pages set a policy of their own. */
const API_CONTENT_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const EVERYWHERE: readonly (readonly [string, string])[] = [
  ['content-security-policy', API_CONTENT_POLICY],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=()'],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
];

/** Two years, as browsers' preload lists ask for. Only where people come by https: it can't be taken back. */
const STRICT_TRANSPORT = ['strict-transport-security', 'max-age=63072000'] as const;

export function securityHeaders(publicUrl: string): readonly (readonly [string, string])[] {
  return publicUrl.startsWith('https://') ? [...EVERYWHERE, STRICT_TRANSPORT] : EVERYWHERE;
}
