import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBotApp, type BotApp } from '../../support/discord/bot-app.js';
import { commandsOf } from '../../support/discord/commands-of.js';
import { setUpGuild } from '../../support/discord/mapping.js';
import { workOn } from '../../support/discord/members.js';
import { ticketNamed } from '../../support/discord/tickets.js';

let bot: BotApp;

beforeAll(async () => {
  bot = await startBotApp();
  await commandsOf(bot);
});

afterAll(async () => {
  await bot.close();
});

async function ask(name: string, subject: string): Promise<string> {
  const member = bot.member(name);
  const handle = await member.command('ticket', { options: { topic: 'technical' } });
  await handle.response();
  const submit = await member.submitModal(handle, { fields: { subject, text: 'It says no.' } });
  return (await submit.reply()).content;
}

describe('/ticket', () => {
  it('offers the topics, asks by a modal and brings a request to support', async () => {
    const pia = bot.member('pia');
    expect(await pia.autocomplete('ticket', 'topic', 'tech')).toEqual([
      { name: 'Technical problem', value: 'technical' },
    ]);
    const handle = await pia.command('ticket', { options: { topic: 'technical' } });
    expect((await handle.response()).modal).toMatchObject({ title: 'Ask the team for help' });
    const submit = await pia.submitModal(handle, {
      fields: {
        subject: 'No sound',
        text: 'The stage is silent for me.',
        files: [{ filename: 'log.txt', content: 'x', contentType: 'text/plain' }],
      },
    });
    const reply = await submit.reply();
    expect(reply).toMatchObject({ ephemeral: true });
    const { ticket, signals } = await ticketNamed(bot, reply.content);
    expect(ticket).toMatchObject({ kind: 'request', stream: 'support', category: 'support' });
    expect(signals[0]).toMatchObject({
      reporterId: pia.id,
      text: 'No sound\n\nThe stage is silent for me.',
      attachments: [{ filename: 'log.txt' }],
      data: { topic: 'technical', subject: 'No sound' },
    });
  });

  it("offers the guild's own topics, and takes anything else for something else", async () => {
    const supportTopics = [
      { id: 'events', name: 'Events' },
      { id: 'other', name: 'The rest' },
    ];
    await setUpGuild(bot.app, bot.guild.id, { supportTopics });
    const quin = bot.member('quin');
    expect(await quin.autocomplete('ticket', 'topic', '')).toEqual([
      { name: 'Events', value: 'events' },
      { name: 'The rest', value: 'other' },
    ]);
    const handle = await quin.command('ticket', { options: { topic: 'Wie geht das?' } });
    await handle.response();
    const submit = await quin.submitModal(handle, { fields: { subject: 'Hm', text: 'How?' } });
    const { signals } = await ticketNamed(bot, (await submit.reply()).content);
    expect(signals[0]).toMatchObject({ data: { topic: 'other', topicName: 'The rest' } });
  });
});

describe('/status', () => {
  it('lists what a member sent, in their words, and nothing of others or of the staff side', async () => {
    const rosa = bot.member('rosa');
    const message = bot.member('bully').sendMessage(bot.general, 'meh');
    const report = (await (await rosa.messageMenu('Report message', message)).reply()).content;
    const request = await ask('rosa', 'Colour of my name');
    const handled = await ask('rosa', 'Lost role');
    await workOn(bot, handled, 'resolve', { outcome: 'answered', reason: 'told them where' });
    const waiting = await ask('rosa', 'Which one?');
    await workOn(bot, waiting, 'claim');
    await workOn(bot, waiting, 'wait', { for: 'member' });
    const number = (text: string): string => /#\d+/.exec(text)?.[0] ?? '';
    const { content } = await (await rosa.command('status')).reply();
    expect(content.split('\n').map((line) => line.replace(/ · <t:\d+:R>$/, ''))).toEqual([
      `**${number(waiting)}** · Request · waiting for your answer`,
      `**${number(handled)}** · Request · done`,
      `**${number(request)}** · Request · received`,
      `**${number(report)}** · Report · received`,
    ]);
    const other = await (await bot.member('bully').command('status')).reply();
    expect(other.content).toBe(
      'You have sent nothing to the team yet. `/report`, `/ticket` and `/appeal` do that.',
    );
  });

  it('turns pages by a button', async () => {
    await setUpGuild(bot.app, bot.guild.id, {
      memberRates: { report: { count: 50, minutes: 10 }, request: { count: 50, minutes: 10 } },
    });
    const numbers: string[] = [];
    // Numbers alone would be one thing asked nine times.
    for (const subject of ['ant', 'bee', 'cow', 'doe', 'eel', 'fox', 'gnu', 'hen', 'ibis']) {
      numbers.push(/#\d+/.exec(await ask('sam', `Where is the ${subject}?`))?.[0] ?? '');
    }
    const sam = bot.member('sam');
    const first = await (await sam.command('status')).reply();
    expect(first.content.match(/#\d+/g)).toEqual(numbers.slice(1).toReversed());
    const [older] = first.buttons;
    const second = await (await sam.press(first, older?.customId ?? '')).reply();
    expect(second.content.match(/#\d+/g)).toEqual([numbers[0]]);
    expect(second.buttons).toEqual([]);
  });
});
