import { ComponentType } from 'discord-api-types/v10';
import type { Deed } from './plan/day-event.js';
import type { Harbour } from './harbour.js';

const PATIENCE = { timeout: 30_000 };

type DeedOf<Type extends Deed['type']> = Extract<Deed, { type: Type }>;

/** Each answers what is told of it, in one line. */
export async function reportMessage(
  { person, general }: Harbour,
  deed: DeedOf<'report-message'>,
): Promise<string> {
  const message = person(deed.about).trySend(general, deed.text);
  if (!message) return `${deed.about} wrote something that AutoMod kept back`;
  const handle = await person(deed.who).messageMenu('Report message', message);
  return `${deed.who} reports what ${deed.about} wrote: "${deed.text}" → ${(await handle.reply(PATIENCE)).text}`;
}

export async function reportByCommand(
  { person, general }: Harbour,
  deed: DeedOf<'report-command'>,
): Promise<string> {
  const handle = await person(deed.who).command('report', {
    in: general,
    options: { category: deed.category, user: person(deed.about), text: deed.text },
  });
  return `${deed.who} reports ${deed.about} for ${deed.category} → ${(await handle.reply(PATIENCE)).text}`;
}

/** In direct messages: nobody under a timeout can use commands of the server. */
export async function appeal({ person, guild }: Harbour, { who }: DeedOf<'appeal'>): Promise<string> {
  const member = person(who);
  const servers = await (await member.command('appeal', { in: member.dm })).reply(PATIENCE);
  if (servers.buttons.length === 0) return `${who} looks for something to appeal → ${servers.text}`;
  const list = await (await member.press(servers, `appeal-in:${guild.id}`)).reply(PATIENCE);
  const menu = list.components.find(({ type }) => type === ComponentType.StringSelect);
  const [choice] = menu && 'options' in menu ? (menu.options as readonly { readonly value: string }[]) : [];
  if (!menu?.custom_id || !choice) return `${who} looks for something to appeal → ${list.text}`;
  const modal = await member.select(list, menu.custom_id, [choice.value]);
  await modal.response();
  const sent = await member.submitModal(modal, {
    fields: { answer0: 'I was joking', answer1: 'It was a test' },
  });
  return `${who} appeals a timeout → ${(await sent.reply(PATIENCE)).text}`;
}

export async function askForHelp(
  { person, general, requests }: Harbour,
  deed: DeedOf<'ask'>,
): Promise<string> {
  const member = person(deed.who);
  const handle = await member.command('ticket', { in: general, options: { topic: 'technical' } });
  await handle.response();
  const sent = await member.submitModal(handle, { fields: { subject: deed.subject, text: deed.text } });
  const { text } = await sent.reply(PATIENCE);
  const number = /#(\d+)/.exec(text)?.[1];
  if (number !== undefined) requests.set(deed.who, number);
  return `${deed.who} asks for help: ${deed.subject} → ${text}`;
}

/** In the private thread of what the member asked last. */
export async function converse(
  { person, desks, help, requests }: Harbour,
  deed: DeedOf<'converse'>,
): Promise<string | null> {
  const number = requests.get(deed.with);
  if (number === undefined) return null;
  const [moderator, member] = [person(deed.who), person(deed.with)];
  const options = { ticket: number, text: 'Since when is that so?' };
  const asked = await moderator.command('reply', { in: desks.support, options });
  const said = (await asked.reply(PATIENCE)).text;
  const thread = help.threads.find(({ name }) => name.startsWith(`#${number} `));
  if (thread?.visibleTo(member) !== true) return `${deed.who} asks ${deed.with} back → ${said}`;
  member.trySend(thread, 'Since this morning');
  return `${deed.who} asks ${deed.with} back, who answers: "Since this morning" → ${said}`;
}

export function raid({ person, general }: Harbour, { size }: DeedOf<'raid'>): string {
  for (let i = 0; i < size; i += 1) person(`raider-${i}`).trySend(general, 'join us now, all of you');
  return `A raid: ${size} accounts write the same at once`;
}

/** Into the channel that Docket reads what other bots log from. */
export function postLog({ person, logs }: Harbour, deed: DeedOf<'log'>): string {
  person(deed.bot).sendMessage(logs, {
    embeds: [
      {
        title: deed.text,
        fields: [{ name: 'User', value: `<@${person(deed.about).id}> (${deed.about})` }],
      },
    ],
  });
  return `${deed.bot} logs about ${deed.about}: ${deed.text}`;
}
