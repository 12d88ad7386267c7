import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `node scripts/make-secrets.mjs`: the files that docker-compose.yml mounts, in ./secrets; what is there stays. */
const folder = 'secrets';
const secret = () => randomBytes(24).toString('hex');
const postgres = secret();
const redis = secret();

/** Files that must agree are made together or not at all. */
const groups = [
  { postgres_password: postgres, database_url: `postgres://docket:${postgres}@postgres:5432/docket` },
  { redis_password: redis, redis_url: `redis://:${redis}@redis:6379` },
  { admin_token: `docket_admin_${secret()}` },
  { metrics_token: `docket_metrics_${secret()}` },
];

// Others on this machine can't enter the folder; the users inside the containers can read each file.
mkdirSync(folder, { recursive: true, mode: 0o700 });
for (const group of groups) {
  const names = Object.keys(group);
  const known = names.filter((name) => existsSync(join(folder, name)));
  if (known.length > 0 && known.length < names.length) {
    console.error(
      `${folder} holds ${known.join()} and lacks the rest of ${names.join(', ')}, which must agree.`,
    );
    process.exitCode = 1;
  }
  if (known.length > 0) continue;
  for (const [name, value] of Object.entries(group))
    writeFileSync(join(folder, name), `${value}\n`, { mode: 0o644 });
  console.log(`Made ${names.map((name) => join(folder, name)).join(', ')}`);
}
