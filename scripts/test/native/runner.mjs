import module, { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { ModuleMocker } from 'jest-mock';
import { useGlobals } from './globals.mjs';
import { resolve } from './resolve.mjs';

const require = createRequire(import.meta.url);
const { default: circus } = require('jest-circus/runner');

if (module.registerHooks) module.registerHooks({ resolve });
else module.register('./resolve.mjs', import.meta.url);

const mocker = new ModuleMocker(globalThis);

/**
 * Jest's own runner, with the modules of tests loaded by Node: Jest would link and evaluate some two thousand anew for
 * every file, here a worker does so once. State in modules outlives a file, as it outlives a test.
 */
export default async function nativeRunner(globalConfig, config, environment, runtime, testPath, send) {
  const native = Object.assign(Object.create(runtime), {
    requireInternalModule: freshly,
    requireModule: (path) => require(path),
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: (path) => import(pathToFileURL(path).href),
    setGlobalsForRuntime: (globals) => useGlobals({ ...globals, jest: mocker }),
  });
  try {
    return await circus(globalConfig, config, environment, native, testPath, send);
  } finally {
    mocker.restoreAllMocks();
    forget();
  }
}

/** What collects and runs the tests of a file keeps them in its module. */
function freshly(path) {
  delete require.cache[path];
  return require(path);
}

/** And beside it, where they would keep alive all that the tests of the file held. */
function forget() {
  for (const key of Object.getOwnPropertySymbols(globalThis)) {
    if (['JEST_STATE_SYMBOL', 'EVENT_HANDLERS'].includes(key.description)) delete globalThis[key];
  }
}
