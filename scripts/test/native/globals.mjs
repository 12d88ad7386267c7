let current = {};

/** Those of the file that runs now. */
export function useGlobals(globals) {
  current = globals;
}

/** A module that several files share has imported them once. */
function ofTheFile(name) {
  return new Proxy(() => {}, {
    apply: (_, self, args) => Reflect.apply(current[name], self, args),
    get: (_, key) => Reflect.get(current[name], key),
  });
}

export const afterAll = ofTheFile('afterAll');
export const afterEach = ofTheFile('afterEach');
export const beforeAll = ofTheFile('beforeAll');
export const beforeEach = ofTheFile('beforeEach');
export const describe = ofTheFile('describe');
export const expect = ofTheFile('expect');
export const it = ofTheFile('it');
export const jest = ofTheFile('jest');
export const test = ofTheFile('test');
