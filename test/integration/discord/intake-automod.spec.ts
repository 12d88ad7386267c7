import { afterEach, describe, expect, it } from '@jest/globals';
import {
  AutoModerationRuleKeywordPresetType,
  AutoModerationRuleTriggerType,
  GatewayDispatchEvents,
} from 'discord-api-types/v10';
import { startBotApp, type BotApp } from '../../support/discord/bot-app.js';
import { changeSource } from '../../support/discord/change-source.js';
import { actionsOf, signalsOf, ticketIds } from '../../support/discord/intake-rows.js';
import { eventually } from '../../support/eventually.js';

let bot: BotApp;

afterEach(async () => {
  await bot.close();
});

describe('what AutoMod acted on', () => {
  it('is one signal on one ticket for all that it did about a message', async () => {
    bot = await startBotApp();
    bot.guild.autoModRule('No scams', {
      keywords: ['free nitro'],
      alertIn: bot.channels.review,
      timeoutSeconds: 600,
    });
    const mika = bot.member('mika');
    mika.trySend(bot.general, 'get free nitro at gift.example');
    const [action] = await eventually(async () => {
      const actions = await actionsOf(bot);
      expect(actions).toEqual([expect.objectContaining({ durationSeconds: 600 })]);
      return actions;
    });
    const signals = await signalsOf(bot);
    expect(signals).toEqual([
      expect.objectContaining({
        category: 'scam',
        subjectId: mika.id,
        text: 'get free nitro at gift.example',
        messageId: null,
        data: expect.objectContaining({
          ruleName: 'No scams',
          actions: ['block_message', 'send_alert', 'timeout'],
          blocked: true,
        }) as unknown,
      }),
    ]);
    expect(action).toMatchObject({
      type: 'timeout',
      subjectId: mika.id,
      ticketId: signals[0]?.ticketId,
      durationSeconds: 600,
      reason: 'AutoMod: No scams',
      decidedBy: null,
      carriedOutBy: 'automod',
    });
  });

  it('is counted again when the same is sent again, on the same ticket', async () => {
    bot = await startBotApp();
    bot.guild.autoModRule('words', { keywords: ['moonshine'], alertIn: bot.channels.review });
    const tove = bot.member('tove');
    for (let i = 0; i < 3; i += 1) tove.trySend(bot.general, 'moonshine here');
    const signals = await eventually(async () => {
      const found = await signalsOf(bot);
      expect(found).toHaveLength(3);
      return found;
    });
    expect(ticketIds(signals)).toHaveLength(1);
  });

  it('names the message that was let through, and is placed by the words of Discord', async () => {
    bot = await startBotApp();
    bot.guild.autoModRule('preset', {
      keywords: ['grunk'],
      block: false,
      alertIn: bot.channels.review,
      trigger: AutoModerationRuleTriggerType.KeywordPreset,
      presets: [AutoModerationRuleKeywordPresetType.Slurs],
    });
    const message = bot.member('ida').sendMessage(bot.general, 'you grunk');
    await eventually(async () => {
      expect(await signalsOf(bot)).toEqual([
        expect.objectContaining({ category: 'hate', severity: 'high', messageId: message.id }),
      ]);
    });
  });

  it('comes in without its text where Discord keeps that back, and says so', async () => {
    bot = await startBotApp({}, { privilegedIntents: ['GuildMembers'] });
    bot.guild.autoModRule('words', { keywords: ['moonshine'] });
    bot.member('liv').trySend(bot.general, 'moonshine here');
    await eventually(async () => {
      const [signal] = await signalsOf(bot);
      expect(signal?.text).toContain('switch on the intent MESSAGE_CONTENT');
    });
  });

  it('is taken in once when Discord tells it twice', async () => {
    bot = await startBotApp();
    bot.guild.autoModRule('words', { keywords: ['moonshine'], block: false, alertIn: bot.channels.review });
    bot.discord.gateway.repeat(GatewayDispatchEvents.AutoModerationActionExecution);
    bot.member('per').trySend(bot.general, 'moonshine here');
    bot.member('ane').trySend(bot.general, 'moonshine there');
    await eventually(async () => expect(await signalsOf(bot)).toHaveLength(2));
  });

  it('is left alone while the source is suspended, and by settings of its own after that', async () => {
    bot = await startBotApp();
    bot.guild.autoModRule('words', { keywords: ['moonshine'] });
    await changeSource(bot, 'automod', { status: 'suspended' });
    bot.member('kai').trySend(bot.general, 'moonshine one');
    await bot.discord.waitFor(() => bot.discord.gateway.connected.length === 1);
    await changeSource(bot, 'automod', {
      status: 'approved',
      settings: { rules: { words: { category: 'illegal_goods', severity: 'critical' } } },
    });
    bot.member('kai').trySend(bot.general, 'moonshine two');
    await eventually(async () => {
      const signals = await signalsOf(bot);
      expect(signals.map(({ text }) => text)).toContain('moonshine two');
      expect(signals.at(-1)).toMatchObject({ category: 'illegal_goods', severity: 'critical' });
    });
  });
});
