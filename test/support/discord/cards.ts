import type { NewSignal, Receipt } from '#intake';
import type { Role } from '#kernel';
import { call } from '../call.js';
import type { ChannelHandle } from '../discord-server/index.js';
import type { MessageView } from '../discord-server/actors/message-view.js';
import { startBotApp, type BotApp } from './bot-app.js';

/** A bot with a source that flags, and a person who works tickets over HTTP. */
export interface CardApp extends BotApp {
  flag(over?: Partial<NewSignal>): Promise<Receipt>;
  give(ticketId: string, command: string, body?: object): Promise<Record<string, unknown>>;
  read(path: string): Promise<Record<string, unknown>>;
}

export async function startCardApp(
  role: Role = 'senior',
  ...how: Parameters<typeof startBotApp>
): Promise<CardApp> {
  const bot = await startBotApp(...how);
  const source = await bot.docket.source();
  const token = await bot.docket.moderator('700000000000000001', role);
  const base = `/v1/guilds/${bot.guild.id}`;
  const made = async (method: 'GET' | 'POST', path: string, as: string, body?: object) => {
    const answer = await call(bot.app, method, `${base}${path}`, as, body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const read = (path: string) => made('GET', path, token);
  return {
    ...bot,
    read,
    flag: async (over = {}) =>
      (await made('POST', '/signals', source.token, {
        kind: 'flag',
        category: 'harassment',
        subject: { type: 'user', id: '100000000000000001', name: 'Subject' },
        text: 'said something that needs a look',
        ...over,
      })) as unknown as Receipt,
    give: async (ticketId, command, body = {}) => {
      const { version } = await read(`/tickets/${ticketId}`);
      return made('POST', `/tickets/${ticketId}/${command}`, token, { version, ...body });
    },
  };
}

/** The cards in a channel: messages with one embed. */
export function cardsIn(channel: ChannelHandle): MessageView[] {
  return channel.messages.filter(({ embeds }) => embeds.length === 1);
}

/** The card of a ticket, once it is there. */
export function cardOf(
  channel: ChannelHandle,
  { ticketNumber }: Pick<Receipt, 'ticketNumber'>,
): Promise<MessageView> {
  return channel.message(({ embeds }) => embeds[0]?.title?.startsWith(`#${ticketNumber} `) === true);
}
