import { existsSync } from 'node:fs';

/** The variables of this process; a `.env` file in the working folder fills in those that aren't set. */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
