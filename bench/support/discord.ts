import { DiscordServer } from '../../test/support/discord-server/index.js';
import { eventually } from '../../test/support/eventually.js';
import { quantile } from './statistics.js';
import { steadily } from './steadily.js';

/**
 * A Discord in a process of its own, so that it waits for nothing of Docket's. Says by IPC where it is; told how
 * much to do, it has members report a message and answers how long they waited.
 */
export interface DiscordPlace {
  readonly apiUrl: string;
  readonly token: string;
  readonly guildId: string;
}
export interface Work {
  readonly perSecond: number;
  readonly seconds: number;
  /** Before, and not measured. */
  readonly warmUpSeconds: number;
}
export interface Waited {
  /** To the first answer, and to what it says in the end; p99 in milliseconds. */
  readonly first: number;
  readonly saved: number;
  /** What members read, or what happened, where nothing was saved; by how often. */
  readonly unsaved: Readonly<Record<string, number>>;
}

const MEMBERS = 400;
const MESSAGES = 50;

const discord = await DiscordServer.start();
const guild = discord.guild('bench');
guild.raiseBot();
const general = guild.channel('general');
const author = guild.member('author');
const messages = Array.from({ length: MESSAGES }, (_, i) => author.sendMessage(general, `Message ${i}`));
const members = Array.from({ length: MEMBERS }, (_, i) => guild.member(`member-${i}`));

const place: DiscordPlace = { apiUrl: discord.apiUrl, token: discord.token, guildId: guild.id };
process.send?.(place);
process.on('message', (work: Work) => void report(work).then((waited) => process.send?.(waited)));
process.once('SIGTERM', () => void discord.stop().then(() => process.exit(0)));

async function report({ perSecond, seconds, warmUpSeconds }: Work): Promise<Waited> {
  await untilAnswering();
  await steadily(perSecond, warmUpSeconds, async () => void (await reportOne()));
  const all: Report[] = [];
  await steadily(perSecond, seconds, async () => void all.push(await reportOne()));
  const unsaved: Record<string, number> = {};
  for (const { instead } of all) if (instead !== null) unsaved[instead] = (unsaved[instead] ?? 0) + 1;
  return {
    first: quantile(
      all.map(({ first }) => first),
      0.99,
    ),
    saved: quantile(
      all.map(({ saved }) => saved),
      0.99,
    ),
    unsaved,
  };
}

/** A guild is set up once and then worked in: until the bot knows that it is, and has answered, nothing is measured. */
async function untilAnswering(): Promise<void> {
  await discord.waitForBot(1, { timeout: 60_000 });
  await discord.waitFor(() => discord.commands().includes('Report message'), { timeout: 60_000 });
  await eventually(async () => {
    const { instead } = await reportOne();
    if (instead !== null) throw new Error(`A first report was answered: ${instead}`);
  }, 60_000);
}

interface Report {
  /** Milliseconds; whoever is not answered waits for ever. */
  readonly first: number;
  readonly saved: number;
  /** What they read where nothing was saved, or what happened. */
  readonly instead: string | null;
}

let reported = 0;

async function reportOne(): Promise<Report> {
  const place = reported++;
  const started = performance.now();
  let first = Infinity;
  try {
    const message = messages[place % MESSAGES]!;
    const handle = await members[place % MEMBERS]!.messageMenu('Report message', message);
    await handle.response();
    first = performance.now() - started;
    const { content } = await handle.reply({ timeout: 30_000 });
    return content.includes('#')
      ? { first, saved: performance.now() - started, instead: null }
      : { first, saved: Infinity, instead: content };
  } catch {
    const instead = first === Infinity ? 'no first answer' : 'no answer followed the first one';
    return { first, saved: Infinity, instead };
  }
}
