/** The shape of the house, checked: data flows one way, and modules meet at their doors. */
const EFFECTS = ['discord', 'live', 'callbacks', 'analytics'];
const effects = `^src/(${EFFECTS.join('|')})/`;
/** What only computes: no input or output, no clock, no framework. */
const pureLibraries = [
  'node_modules/(ajv|@marcbachmann/cel-js|tldts|discord-api-types)/',
  '^(node:)?(crypto|url)$',
];
/** The HTTP edge of the platform has a door of its own: what has no controller needs nothing of it. */
const door = '^src/([^/]+|platform/http)/index\\.ts$';
const stages = '^src/(guilds|staff|sources|evidence|intake|triage|tickets|jobs|console)/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-is-pure',
      comment: 'domain/ imports only its own domain/ and the kernel; of other doors it knows types.',
      severity: 'error',
      from: { path: '^src/([^/]+)/domain/', pathNot: '[.]spec[.]ts$' },
      to: {
        pathNot: ['^src/$1/domain/', '^src/kernel/', ...pureLibraries],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'inner-domain-is-pure',
      comment:
        'The same for a part of a module that has its own domain/; it may use those of its module and its parts.',
      severity: 'error',
      from: { path: '^src/([^/]+)/.+/domain/', pathNot: '[.]spec[.]ts$' },
      to: {
        pathNot: ['^src/$1/domain/', '^src/$1/.+/domain/', '^src/$1/text/', '^src/kernel/', ...pureLibraries],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'discord-js-comes-late',
      comment: 'A process without a token never loads it; types and enums are those of discord-api-types.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: 'node_modules/discord\\.js/', dependencyTypesNot: ['type-only', 'dynamic-import'] },
    },
    {
      name: 'one-door',
      comment: 'A module is entered through its index.ts.',
      severity: 'error',
      from: { path: '^(?:src/([^/]+)/|config/|migrations/)' },
      to: { path: '^src/[^/]+/.+', pathNot: ['^src/$1/', door] },
    },
    {
      name: 'one-door-from-the-root',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$' },
      to: { path: '^src/[^/]+/.+', pathNot: door },
    },
    {
      name: 'config-door',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^config/', pathNot: '^config/index\\.ts$' },
    },
    {
      name: 'kernel-imports-nothing',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: '[.]spec[.]ts$' },
      to: { pathNot: ['^src/kernel/', 'node_modules/uuidv7/', '^(node:)?crypto$'] },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: [stages, '^src/events/', effects] },
    },
    {
      name: 'log-knows-no-stage-and-no-effect',
      severity: 'error',
      from: { path: '^src/events/' },
      to: { path: [stages, effects] },
    },
    {
      name: 'effects-know-nothing-of-each-other',
      severity: 'error',
      from: { path: `^src/(${EFFECTS.join('|')})/` },
      to: { path: effects, pathNot: '^src/$1/' },
    },
    {
      name: 'nothing-upstream-knows-effects',
      comment: 'Data goes left to right and never back.',
      severity: 'error',
      from: { path: stages },
      to: { path: effects },
    },
    {
      name: 'not-to-spec',
      severity: 'error',
      from: {},
      to: { path: '[.]spec[.]ts$' },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
