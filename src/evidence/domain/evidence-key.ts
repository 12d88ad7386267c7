const KEY = /^(\d{1,20})\/([0-9a-f]{2})\/([0-9a-f]{2})\/(\2\3[0-9a-f]{60})$/;

/** Which bytes of which guild: what a store keeps them under. */
export interface ContentId {
  readonly guildId: string;
  /** In hex. */
  readonly sha256: string;
}

/** `guild/aa/bb/aabb…`: never more than a few hundred folders side by side. */
export function evidenceKey({ guildId, sha256 }: ContentId): string {
  const key = `${guildId}/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
  if (!KEY.test(key)) throw new TypeError('Evidence is kept under the id of a guild and a SHA-256');
  return key;
}

/** Null for what is no such key. */
export function contentOfKey(key: string): ContentId | null {
  const [, guildId, , , sha256] = KEY.exec(key) ?? [];
  return guildId === undefined || sha256 === undefined ? null : { guildId, sha256 };
}
