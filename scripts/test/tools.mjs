import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Refusal } from '../prepare.mjs';

const TOOLS = {
  redis: { programs: ['redis-server'], debian: 'redis-server' },
  chromium: {
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    debian: 'chromium',
  },
};

/** Paths of the programs that npm doesn't bring; root on a Debian has them installed. */
export function ensureTools() {
  const missing = Object.values(TOOLS).filter(({ programs }) => !find(programs));
  if (missing.length > 0) installFromDebian(missing.map(({ debian }) => debian));
  return Object.fromEntries(Object.entries(TOOLS).map(([name, { programs }]) => [name, find(programs)]));
}

function installFromDebian(packages) {
  if (process.getuid?.() !== 0 || !find(['apt-get'])) {
    throw new Refusal(
      `The tests need ${packages.join(' and ')}. On Debian or Ubuntu: sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}. ` +
        'On macOS: brew install redis, brew install --cask chromium. Then start them again.',
    );
  }
  console.log(`Installing ${packages.join(' and ')} …`);
  // In runlevel 1 a package doesn't start its service.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args) =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  if (!apt('update', '-qq') || !apt('install', '-y', '-qq', '--no-install-recommends', ...packages)) {
    throw new Refusal(`apt-get could not install ${packages.join(' and ')}; what it said stands above.`);
  }
}

function find(programs) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return programs.flatMap((program) => folders.map((folder) => join(folder, program))).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
