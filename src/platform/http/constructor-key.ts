/**
 * Where a body holds the key `constructor` inside: class-transformer would call what stands there. Null when it
 * does nowhere. Recursion is bounded by the depth of bodies.
 */
export function pathOfConstructor(value: unknown, path = ''): string | null {
  if (value === null || typeof value !== 'object') return null;
  if (!Array.isArray(value) && Object.hasOwn(value, 'constructor')) return join(path, 'constructor');
  for (const [key, inner] of Object.entries(value)) {
    const found = pathOfConstructor(inner, Array.isArray(value) ? `${path}[${key}]` : join(path, key));
    if (found !== null) return found;
  }
  return null;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
