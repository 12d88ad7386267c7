/** The secrets of a source as they are stored. */
export interface StoredSecrets {
  readonly signingSecret: string | null;
  readonly previousSigningSecret: string | null;
  readonly previousSecretExpiresAt: Date | null;
}

/** Those that a signature may be made with now, the present one first. */
export function validSecrets(stored: StoredSecrets, now: Date): string[] {
  const { signingSecret, previousSigningSecret, previousSecretExpiresAt } = stored;
  const secrets = signingSecret === null ? [] : [signingSecret];
  if (previousSigningSecret !== null && previousSecretExpiresAt !== null && now < previousSecretExpiresAt) {
    secrets.push(previousSigningSecret);
  }
  return secrets;
}
