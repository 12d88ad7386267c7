const GLOBALS = new URL('./globals.mjs', import.meta.url).href;

/** The package of that name can only be loaded by Jest, and only says so. */
export function resolve(specifier, context, next) {
  return specifier === '@jest/globals' ? { url: GLOBALS, shortCircuit: true } : next(specifier, context);
}
