import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBotApp, type BotApp } from '../../support/discord/bot-app.js';
import { commandsOf } from '../../support/discord/commands-of.js';
import { ticketNamed } from '../../support/discord/tickets.js';

let bot: BotApp;

beforeAll(async () => {
  bot = await startBotApp();
  await commandsOf(bot);
});

afterAll(async () => {
  await bot.close();
});

describe('Report message', () => {
  it('is one tap: the team gets the message as it was, the reporter a number', async () => {
    const rude = bot.member('rude');
    const message = rude.sendMessage(bot.general, 'you are all stupid', {
      files: [{ filename: 'meme.png', content: 'png', contentType: 'image/png' }],
    });
    const ann = bot.member('ann');
    const handle = await ann.messageMenu('Report message', message);
    expect(await handle.response()).toMatchObject({ ephemeral: true, deferred: true });
    const reply = await handle.reply();
    const { ticket, signals } = await ticketNamed(bot, reply.content);
    expect(reply.content).toMatch(/^Thanks, report #\d+ is with the team\./);
    expect(ticket).toMatchObject({ kind: 'report', stream: 'review', subjectId: rude.id });
    expect(signals).toHaveLength(1);
    expect(signals[0]).toMatchObject({
      reporterId: ann.id,
      reporterName: 'ann',
      text: 'you are all stupid',
      channelId: bot.general.id,
      messageId: message.id,
      attachments: [{ filename: 'meme.png' }],
      data: {
        message: {
          url: `https://discord.com/channels/${bot.guild.id}/${bot.general.id}/${message.id}`,
          content: 'you are all stupid',
          author: { id: rude.id, name: 'rude' },
          copied: true,
        },
      },
    });
    message.record.message.content = 'I said nothing';
    rude.delete(message);
    expect((await ticketNamed(bot, reply.content)).signals[0]).toMatchObject({ text: 'you are all stupid' });
  });

  it('answers the same reporter with the first number, and joins others to the ticket', async () => {
    const message = bot.member('loud').sendMessage(bot.general, 'LOUD NOISES');
    const first = await (await bot.member('ben').messageMenu('Report message', message)).reply();
    const again = await (await bot.member('ben').messageMenu('Report message', message)).reply();
    const number = /#\d+/.exec(first.content)?.[0] ?? '';
    expect(again.content).toContain(`You reported this already: it is ${number},`);
    for (const name of ['cem', 'dora']) {
      const reply = await (await bot.member(name).messageMenu('Report message', message)).reply();
      expect(reply.content).toContain(`Thanks, report ${number} `);
    }
    const { ticket } = await ticketNamed(bot, first.content);
    expect(ticket).toMatchObject({ signalCount: 3, reporterCount: 3 });
  });

  it('goes past colleagues when it is about staff, and the answer does not say so', async () => {
    const mod = bot.staff('harsh-mod');
    const message = mod.sendMessage(bot.general, 'out with you');
    const reply = await (await bot.member('ann').messageMenu('Report message', message)).reply();
    expect(reply.content).toMatch(/^Thanks, report #\d+ is with the team\.[^\n]*$/);
    const { ticket } = await ticketNamed(bot, reply.content);
    expect(ticket).toMatchObject({ stream: 'escalation', status: 'escalated' });
  });

  it('is kind about reports of oneself, of Docket and of apps', async () => {
    const eve = bot.member('eve');
    const own = eve.sendMessage(bot.general, 'oh dear');
    expect((await (await eve.messageMenu('Report message', own)).reply()).content).toContain('That is you.');
    const about = await eve.command('report', { options: { category: 'other', user: bot.discord.bot } });
    expect((await about.reply()).content).toContain('That is me:');
    const app = bot.guild.member('quiz-bot', { bot: true }).sendMessage(bot.general, 'buy now');
    const reply = await (await eve.messageMenu('Report message', app)).reply();
    expect(reply.content).toMatch(/^Thanks, report #\d+ .*\nIt is about an app:/);
  });
});

describe('Report message…', () => {
  it('takes a category, words and files beside the message', async () => {
    const message = bot.member('shark').sendMessage(bot.general, 'send me coins, I double them');
    const finn = bot.member('finn');
    const handle = await finn.messageMenu('Report message…', message);
    expect(await handle.response()).toMatchObject({ modal: { title: 'Report this message' } });
    const submit = await finn.submitModal(handle, {
      fields: {
        category: 'scam',
        text: 'he wrote to me in private too',
        files: [{ filename: 'dm.png', content: 'png', contentType: 'image/png' }],
      },
    });
    const { ticket, signals } = await ticketNamed(bot, (await submit.reply()).content);
    expect(ticket).toMatchObject({ category: 'scam', subjectName: 'shark' });
    expect(signals[0]).toMatchObject({
      text: 'he wrote to me in private too\n\nsend me coins, I double them',
      attachments: [{ filename: 'dm.png' }],
      data: {
        comment: 'he wrote to me in private too',
        message: { content: 'send me coins, I double them' },
      },
    });
  });

  it('works when the message is deleted before the modal comes back', async () => {
    const gone = bot.member('ghost');
    const message = gone.sendMessage(bot.general, 'boo');
    const finn = bot.member('finn');
    const handle = await finn.messageMenu('Report message…', message);
    await handle.response();
    gone.delete(message);
    const submit = await finn.submitModal(handle, { fields: { category: 'harassment' } });
    const { signals } = await ticketNamed(bot, (await submit.reply()).content);
    expect(signals[0]).toMatchObject({ subjectId: gone.id, text: 'boo', messageId: message.id });
  });
});

describe('Report user', () => {
  it('asks by a modal and names the member', async () => {
    const gil = bot.member('gil');
    const troll = bot.member('troll');
    const handle = await gil.userMenu('Report user', troll);
    await handle.response();
    const submit = await gil.submitModal(handle, {
      fields: { category: 'impersonation', text: 'pretends to be the owner' },
    });
    const { ticket, signals } = await ticketNamed(bot, (await submit.reply()).content);
    expect(ticket).toMatchObject({ category: 'impersonation', subjectId: troll.id, subjectName: 'troll' });
    expect(signals[0]).toMatchObject({ messageId: null, text: 'pretends to be the owner' });
  });
});

describe('/report', () => {
  const link = (messageId: string, channelId: string) =>
    `https://discord.com/channels/${bot.guild.id}/${channelId}/${messageId}`;

  it('takes a link to a message and copies it', async () => {
    const message = bot.member('liar').sendMessage(bot.general, 'free nitro at evil.example');
    const handle = await bot.member('hana').command('report', {
      options: { category: 'phishing', message: link(message.id, bot.general.id), text: 'look' },
    });
    const { signals } = await ticketNamed(bot, (await handle.reply()).content);
    expect(signals[0]).toMatchObject({ text: 'look\n\nfree nitro at evil.example', messageId: message.id });
  });

  it('copies nothing that its reporter cannot read', async () => {
    const secret = bot.staff('mara', 'admin').sendMessage(bot.channels.restricted, 'between admins');
    const handle = await bot.member('hana').command('report', {
      options: { category: 'other', message: link(secret.id, bot.channels.restricted.id) },
    });
    const reply = await handle.reply();
    expect(reply.content).toContain('The message could not be read');
    const { signals } = await ticketNamed(bot, reply.content);
    expect(JSON.stringify(signals)).not.toContain('between admins');
  });

  it('says what is missing, with what was written', async () => {
    const ivo = bot.member('ivo');
    const nobody = await ivo.command('report', { options: { category: 'spam', text: 'he did it' } });
    expect((await nobody.reply()).content).toMatch(/Say who or what it is about[^]*```\nhe did it\n```/);
    const bad = await ivo.command('report', {
      options: { category: 'spam', message: 'https://example.com' },
    });
    expect((await bad.reply()).content).toContain('no link to a message of this server');
  });
});
