import { once } from 'node:events';
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
const [work] = (await once(process, 'message')) as [Work];
await discord.waitForBot(1, { timeout: 60_000 });
await discord.waitFor(() => discord.commands().includes('Report message'), { timeout: 60_000 });

// A guild is set up once and then worked in: until the bot knows that it is, and has answered once, nothing is measured.
const before = author.sendMessage(general, 'Before all');
await eventually(async () => {
  const { content } = await (await guild.member('first').messageMenu('Report message', before)).reply();
  if (!content.includes('#')) throw new Error(`A first report was answered: ${content}`);
}, 60_000);

const first: number[] = [];
const saved: number[] = [];
const unsaved: Record<string, number> = {};
const count = (why: string): void => {
  unsaved[why] = (unsaved[why] ?? 0) + 1;
};
let reported = 0;
await steadily(work.perSecond, work.seconds, async () => {
  const place = reported++;
  const started = performance.now();
  let isAnswered = false;
  try {
    const message = messages[place % MESSAGES]!;
    const handle = await members[place % MEMBERS]!.messageMenu('Report message', message);
    await handle.response();
    first.push(performance.now() - started);
    isAnswered = true;
    const { content } = await handle.reply({ timeout: 30_000 });
    if (!content.includes('#')) count(content);
    saved.push(content.includes('#') ? performance.now() - started : Infinity);
  } catch {
    // Whoever is not answered waits for ever.
    if (!isAnswered) first.push(Infinity);
    saved.push(Infinity);
    count(isAnswered ? 'no answer followed the first one' : 'no first answer');
  }
});
process.send?.({ first: quantile(first, 0.99), saved: quantile(saved, 0.99), unsaved } satisfies Waited);

process.once('SIGTERM', () => void discord.stop().then(() => process.exit(0)));
