import { keptPort } from '../kept-port.js';
import { eventually } from '../eventually.js';
import { DocketProcess, makeDataDir } from '../process/docket-process.js';

/** A process that finds no database is started again, as whatever runs it would. */
const STARTS_WITHIN_MS = 120_000;

export interface FleetPart {
  readonly roles: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Member extends FleetPart {
  readonly port: number;
  process: DocketProcess | null;
}

/** Real processes on one Postgres and one Redis, each at an address of its own for good. */
export class Fleet {
  private readonly dataDir = makeDataDir();
  private readonly members: Member[] = [];
  private closed = false;
  /** How often a process of each mix of roles was killed. */
  readonly kills = new Map<string, number>();

  private constructor(private readonly env: Readonly<Record<string, string>>) {}

  /** @param env with DATABASE_URL, whose tables are up to date. */
  static async start(parts: readonly FleetPart[], env: Readonly<Record<string, string>>): Promise<Fleet> {
    const fleet = new Fleet(env);
    for (const part of parts) {
      fleet.members.push({ ...part, port: await keptPort(), process: null });
    }
    try {
      await Promise.all(fleet.members.map((member) => fleet.run(member)));
    } catch (error) {
      await fleet.close();
      throw error;
    }
    return fleet;
  }

  /** Where the processes of a role listen. */
  urlsOf(role: string): string[] {
    return this.members
      .filter(({ roles }) => roles.split(',').includes(role))
      .map(({ port }) => `http://127.0.0.1:${port}`);
  }

  /** Any one: kill -9. Resolves when it runs again. */
  async killOne(): Promise<void> {
    const member = this.members[Math.floor(Math.random() * this.members.length)]!;
    this.kills.set(member.roles, (this.kills.get(member.roles) ?? 0) + 1);
    await member.process?.kill();
    await this.run(member);
  }

  /** The output of every process that runs. */
  get output(): string {
    return this.members.map(({ roles, process }) => `${roles}:\n${process?.output ?? ''}`).join('\n');
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.members.map(async ({ process }) => process?.kill()));
    this.dataDir.remove();
  }

  private async run(member: Member): Promise<void> {
    await eventually(async () => {
      if (this.closed) return;
      member.process = await DocketProcess.start({
        dataDir: this.dataDir.path,
        databaseUrl: null,
        env: {
          DOCKET_MIGRATE: 'off',
          ...this.env,
          ...member.env,
          DOCKET_ROLES: member.roles,
          PORT: String(member.port),
        },
      });
    }, STARTS_WITHIN_MS);
  }
}
