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

/** After a timeout that AutoMod gave: the owner ends it, as nobody under one can use commands. */
export async function appeal(
  { person, guild, general }: Harbour,
  { who }: DeedOf<'appeal'>,
): Promise<string> {
  const member = person(who);
  guild.owner.timeout(member, { forMs: null });
  const list = await (await member.command('appeal', { in: general })).reply(PATIENCE);
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

export async function askForHelp({ person, general }: Harbour, deed: DeedOf<'ask'>): Promise<string> {
  const member = person(deed.who);
  const handle = await member.command('ticket', { in: general, options: { topic: 'technical' } });
  await handle.response();
  const sent = await member.submitModal(handle, { fields: { subject: deed.subject, text: deed.text } });
  return `${deed.who} asks for help: ${deed.subject} → ${(await sent.reply(PATIENCE)).text}`;
}

export function raid({ person, general }: Harbour, { size }: DeedOf<'raid'>): string {
  for (let i = 0; i < size; i += 1) person(`raider-${i}`).trySend(general, 'join us now, all of you');
  return `A raid: ${size} accounts write the same at once`;
}

/** What another bot posts to a Discord webhook, sent to Docket's webhook of the same form. */
export async function postLog({ webhooks }: Harbour, deed: DeedOf<'log'>): Promise<string> {
  const response = await fetch(webhooks.get(deed.bot) ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ embeds: [{ title: deed.text, description: `About ${deed.about}` }] }),
  });
  await response.arrayBuffer();
  return `${deed.bot} logs: ${deed.text} → ${response.status}`;
}
