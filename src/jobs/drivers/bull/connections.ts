import { Redis } from 'ioredis';
import { openQuickRedis, RECONNECTING } from '#platform';
import { SCRIPTS, type ScriptedClient } from './scripts.js';

const ANSWER_WITHIN_MS = 2_000;

/** For adding: fails soon and keeps nothing back, for what could not be added is owed in Postgres. */
export async function openAdding(url: string): Promise<Redis & ScriptedClient> {
  const client = await openQuickRedis(url, {
    name: 'docket-jobs',
    answerWithinMs: ANSWER_WITHIN_MS,
    whenAway: 'jobs wait in Postgres until it is back',
    // Those that come together come as one command.
    grouped: false,
  });
  return scripted(client);
}

/**
 * For Bull's workers: they wait until Redis is back, however long. All queues share one for their commands
 * and one for what is announced; each has one of its own to wait for jobs.
 */
export class WorkerConnections {
  private readonly shared = new Map<string, Redis>();
  private readonly own: Redis[] = [];

  private closed = false;

  constructor(private readonly url: string) {}

  /** Bull's `createClient`. */
  readonly open = (type: 'client' | 'subscriber' | 'bclient'): Redis => {
    const known = this.shared.get(type);
    if (known) return known;
    const client = new Redis(this.url, {
      ...RECONNECTING,
      maxRetriesPerRequest: null,
      enableReadyCheck: false,
      connectionName: 'docket-jobs-worker',
    });
    // Every queue listens to it.
    client.setMaxListeners(0);
    this.guardConnecting(client);
    if (type === 'bclient') this.own.push(client);
    else this.shared.set(type, client);
    return scripted(client);
  };

  /**
   * Bull ends and makes connections anew to stop waiting for jobs. It would do so for ever after the end, and a
   * failure, which is none as the client tries again by itself, would be a rejection that nobody handles.
   */
  private guardConnecting(client: Redis): void {
    const connect = client.connect.bind(client);
    client.connect = async () => {
      if (!this.closed) await connect().catch(() => {});
    };
  }

  close(): void {
    this.closed = true;
    for (const client of [...this.shared.values(), ...this.own]) client.disconnect();
  }
}

function scripted(client: Redis): Redis & ScriptedClient {
  for (const [name, lua] of Object.entries(SCRIPTS)) client.defineCommand(name, { numberOfKeys: 1, lua });
  return client as Redis & ScriptedClient;
}
