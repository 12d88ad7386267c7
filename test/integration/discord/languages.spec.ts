import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Locale } from 'discord.js';
import { GuildFactsReader } from '../../../src/discord/api/guild-facts.js';
import type { Actor } from '../../support/discord-server/index.js';
import { startBotApp, type BotApp } from '../../support/discord/bot-app.js';
import { actOn, workOn } from '../../support/discord/members.js';
import { cardOf } from '../../support/discord/cards.js';
import { pressAnd } from '../../support/discord/press.js';
import { logOf, numberIn } from '../../support/discord/tickets.js';
import { eventually } from '../../support/eventually.js';

let bot: BotApp;

beforeAll(async () => {
  bot = await startBotApp();
});

afterAll(async () => {
  await bot.close();
});

function german(name: string): Actor {
  const member = bot.member(name);
  member.user.locale = Locale.German;
  return member;
}

/** What the guild's owner chooses in its settings, once Docket looks. */
function guildSpeaks(locale: Locale): void {
  bot.guild.record.locale = locale;
  bot.app.app.get(GuildFactsReader, { strict: false }).forget(bot.guild.id);
}

async function asksForHelp(member: Actor): Promise<string> {
  const asked = await member.command('ticket', { options: { topic: 'technical' } });
  await asked.response();
  const fields = { subject: 'Kein Ton', text: 'Es ist still.' };
  return (await (await member.submitModal(asked, { fields })).reply()).text;
}

/** Reports what `about` wrote; answers what the reporter reads. */
async function reports(member: Actor, about: Actor): Promise<string> {
  const message = about.sendMessage(bot.general, `rude words for ${member.username}`);
  return (await (await member.messageMenu('Report message', message)).reply()).text;
}

async function warns(who: Actor, thanks: string): Promise<string> {
  const card = await cardOf(bot.channels.review, { ticketNumber: numberIn(thanks) });
  // Cards speak the language of the guild.
  const act = card.buttons.find(({ customId }) => customId?.startsWith('act:'));
  const asked = await pressAnd(who, card, act?.label ?? '', { action: 'warn', reason: 'Rude' });
  await pressAnd(who, asked, 'Do it');
  return asked.text;
}

const notesOn = async (thanks: string) =>
  (await logOf(bot, numberIn(thanks)))
    .filter(({ type }) => type === 'ticket.noted')
    .map(({ payload }) => payload['text']);

describe('a German member of an English-speaking moderator', () => {
  it('reads German in the thread of their request, from the first word to the last', async () => {
    const [greta, mara] = [german('greta'), bot.staff('mara')];
    const thanks = await asksForHelp(greta);
    const number = numberIn(thanks);
    const thread = await bot.help.thread(({ name }) => name.startsWith(`#${number} `));
    const first = await thread.message(({ text }) => text.includes(`#${number}`));
    expect(first.text).toContain(`Deine Anfrage **#${number}** ist beim Team angekommen.`);
    expect(first.buttons.map(({ label }) => label)).toEqual(['Antworten']);

    const options = { ticket: String(number), text: 'Which device?' };
    const said = await (await mara.command('reply', { options, in: bot.channels.support })).reply();
    expect(said.text).toContain('for the member to read');
    const reply = await thread.message(({ text }) => text.includes('Which device'));
    expect(reply.text).toBe(`Das Team antwortet auf deine Anfrage **#${number}**:\n> Which device?`);

    await workOn(bot, thanks, 'resolve', { outcome: 'answered', reason: 'Too old a version' });
    const closed = await thread.message(({ text }) => text.includes('abgeschlossen'));
    expect(closed.text).toBe(
      `Deine Anfrage **#${number}** ist abgeschlossen. Das Team hat geantwortet.\n> Too old a version`,
    );
  });

  it('reads German in direct messages: how a report ended, and what the bot cannot make out', async () => {
    const greta = german('greta');
    const thanks = await reports(greta, bot.member('tom'));
    await workOn(bot, thanks, 'resolve', { outcome: 'no_violation', reason: 'Nothing there' });
    const told = await greta.dm.message(({ text }) => text.includes(`#${numberIn(thanks)}`));
    expect(told.text).toBe(
      `Deine Meldung **#${numberIn(thanks)}** ist abgeschlossen. Das Team hat es geprüft und keinen Verstoß gefunden. Danke trotzdem.`,
    );
    greta.sendDm('Und jetzt?');
    await greta.dm.message(({ text }) => text.startsWith('Ich weiß nicht, worum es geht.'));
  });

  it('reads German when the moderator acts on them, who reads English', async () => {
    const [greta, mara] = [german('greta'), bot.staff('mara')];
    await (await greta.command('status')).reply();
    expect(await warns(mara, await reports(bot.member('tom'), greta))).toContain('**Warn**');
    const told = await greta.dm.message(({ text }) => text.includes('> Rude'));
    expect(told.text).toContain('Das Team von **harbour** hat dich verwarnt:');
    expect(told.buttons.map(({ label }) => label)).toEqual(['Einspruch']);
  });

  it('reads English again from when they use Discord in English', async () => {
    const gerd = german('gerd');
    await (await gerd.command('status')).reply();
    gerd.user.locale = Locale.EnglishGB;
    const thanks = await asksForHelp(gerd);
    const thread = await bot.help.thread(({ name }) => name.startsWith(`#${numberIn(thanks)} `));
    await thread.message(({ text }) => text.startsWith('Your request'));
  });
});

describe('who never used Docket', () => {
  it('is told in the language of the guild, and in English where Docket does not speak it', async () => {
    const mara = bot.staff('mara');
    guildSpeaks(Locale.French);
    await warns(mara, await reports(bot.member('lea'), bot.member('mute-one')));
    await bot.member('mute-one').dm.message(({ text }) => text.includes('has warned you'));
    guildSpeaks(Locale.German);
    await warns(mara, await reports(bot.member('lea'), bot.member('mute-two')));
    await bot.member('mute-two').dm.message(({ text }) => text.includes('hat dich verwarnt'));
  });
});

describe('the team of a German guild', () => {
  it('reads in German what became of a reversal, and whom nothing could be told', async () => {
    guildSpeaks(Locale.German);
    const ida = bot.member('ida');
    const action = await actOn(bot, ida);
    const list = await (await ida.command('appeal')).reply();
    const modal = await ida.select(list, 'pick-action', [action]);
    await modal.response();
    const fields = { answer0: 'It was a joke', answer1: 'We are friends' };
    const thanks = (await (await ida.submitModal(modal, { fields })).reply()).text;
    await workOn(bot, thanks, 'resolve', { outcome: 'overturned', reason: 'A joke indeed' });
    await eventually(async () => {
      expect(await notesOn(thanks)).toEqual([
        `Der Timeout von ${ida.id} galt auf Discord nicht mehr; es war nichts aufzuheben.`,
      ]);
    });

    const max = bot.member('max');
    max.closeDms();
    const report = await reports(max, bot.member('tom'));
    await workOn(bot, report, 'resolve', { outcome: 'no_violation', reason: 'Nothing there' });
    await eventually(async () => {
      expect(await notesOn(report)).toEqual([
        `Nicht zugestellt: ${max.id} weiß nicht, wie es ausging. Direktnachrichten sind dort zu, oder der Bot ist blockiert.`,
      ]);
    });
  });
});
