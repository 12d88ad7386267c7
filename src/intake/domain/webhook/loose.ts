/** JSON of which nothing is promised. */
export type Loose = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown, most: number): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, most) : [];
}

export function recordAt(value: Loose, key: string): Loose {
  const inner = value[key];
  return isRecord(inner) ? inner : {};
}
