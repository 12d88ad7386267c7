import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a fresh clone needs before anything of it can run: packages, and the output. Until they are there, built-ins only. */

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUTPUT = join(ROOT, 'dist');
const STAMP = join(OUTPUT, '.built-from');
const SOURCES = ['src', 'config', 'migrations', 'test', 'bench'];
const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts/bundle.mjs'];

export class Refusal extends Error {
  name = 'Refusal';
}

/** Errors that are told in their sentence alone, without a stack. */
const FOR_OPERATORS = new Set(['Refusal', 'ConfigError', 'EmbeddedRefused']);

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Refusal(
    `Docket needs Node.js 20.19 or newer; this is ${process.versions.node}. Install a newer one.`,
  );
}

export function install() {
  if (isInstalled()) return;
  console.log('Installing packages …');
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [program, ...rest] = npm?.endsWith('.js') ? [process.execPath, npm, ...args] : ['npm', ...args];
  const { status, error } = spawnSync(program, rest, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status === 0) return;
  throw new Refusal(
    `npm ci failed (${error?.message ?? `exit code ${status}`}); what it said stands above. ` +
      'Check the network and the free space, then start again.',
  );
}

/** Compared by content: a checkout touches the lock file without changing it. */
function isInstalled() {
  const wanted = packagesOf(join(ROOT, 'package-lock.json'));
  const present = packagesOf(join(ROOT, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    const found = present[path];
    if (!found) return optional === true;
    return found.version === version && found.integrity === integrity;
  });
}

function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {};
}

/**
 * Compiles and bundles when a source changed since; told by content, as copies and checkouts change times. What is
 * compiled is the same without a look at the types, and there in half the time.
 */
export async function build({ always = false, types = false } = {}) {
  const mark = fingerprint();
  const stamp = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
  if (!always && [`${mark} typed`, ...(types ? [] : [mark])].includes(stamp)) return;
  if (!always) console.log('Building …');
  const tsc = [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', ROOT, ...(types ? [] : ['--noCheck'])];
  const { status } = spawnSync(process.execPath, tsc, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Refusal('The build failed; what is wrong stands above.');
  prune(OUTPUT, ROOT);
  const { bundle } = await import('./bundle.mjs');
  await bundle(OUTPUT);
  writeFileSync(STAMP, types ? `${mark} typed` : mark);
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of [...SETTINGS, ...SOURCES.flatMap(filesUnder)]) {
    const content = readFileSync(join(ROOT, file));
    hash.update(`${file} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

function filesUnder(folder) {
  const path = join(ROOT, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true })
    .filter((file) => /\.(ts|json)$/.test(file))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((file) => join(folder, file));
}

/** Removes outputs whose source is gone: migrations and entities are found by looking into the output. */
function prune(output, source) {
  for (const entry of readdirSync(output, { withFileTypes: true })) {
    const from = join(output, entry.name);
    if (entry.isDirectory()) {
      prune(from, join(source, entry.name));
    } else if (/\.js(\.map)?$/.test(entry.name)) {
      const origin = join(source, entry.name.replace(/\.js(\.map)?$/, '.ts'));
      if (!existsSync(origin)) rmSync(from);
    }
  }
}

/** Runs a script's work; what its user can put right is told without a stack. */
export async function run(work) {
  try {
    await work();
  } catch (error) {
    console.error(FOR_OPERATORS.has(error.name) ? error.message : error);
    process.exitCode = 1;
  }
}
