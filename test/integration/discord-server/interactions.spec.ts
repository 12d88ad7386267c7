import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  ComponentType,
  Events,
  InteractionResponseType,
  MessageFlags,
  PermissionFlagsBits,
  TextInputStyle,
} from 'discord.js';
import type { Client, Interaction } from 'discord.js';
import { connect, next } from '../../support/discord-client.js';
import { ActorRefused, DiscordServer } from '../../support/discord-server/index.js';
import type { Actor, ChannelHandle, GuildHandle } from '../../support/discord-server/index.js';

let discord: DiscordServer;
let guild: GuildHandle;
let general: ChannelHandle;
let alice: Actor;
let client: Client<true>;

const COMMANDS = [
  {
    name: 'report',
    description: 'Report somebody',
    options: [
      {
        name: 'subject',
        description: 'Who',
        type: ApplicationCommandOptionType.User as const,
        required: true,
      },
      {
        name: 'reason',
        description: 'Why',
        type: ApplicationCommandOptionType.String as const,
        autocomplete: true,
        max_length: 20,
      },
      { name: 'proof', description: 'A file', type: ApplicationCommandOptionType.Attachment as const },
    ],
  },
  { name: 'queue', description: 'For staff', defaultMemberPermissions: PermissionFlagsBits.ManageMessages },
  { name: 'Report message', type: ApplicationCommandType.Message as const },
  { name: 'Report user', type: ApplicationCommandType.User as const },
];

beforeEach(async () => {
  discord = await DiscordServer.start();
  guild = discord.guild('harbour');
  general = guild.channel('general');
  alice = guild.member('alice');
  client = await connect(discord);
  await client.application.commands.set(COMMANDS);
});

afterEach(async () => {
  await client.destroy();
  await discord.stop();
});

function answer(handler: (interaction: Interaction) => Promise<unknown>): void {
  client.on(Events.InteractionCreate, (interaction) => {
    handler(interaction).catch((error: unknown) => failures.push(error));
  });
}

let failures: unknown[] = [];
beforeEach(() => {
  failures = [];
});

describe('interactions', () => {
  it('runs a command from deferral to edit to follow-up, seen by one person only', async () => {
    answer(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      const subject = interaction.options.getUser('subject', true);
      const proof = interaction.options.getAttachment('proof', true);
      const bytes = await (await fetch(proof.url)).text();
      await interaction.editReply(`Thanks, ${subject.username} is reported (${bytes})`);
      await interaction.followUp({ content: 'More later', flags: MessageFlags.Ephemeral });
    });
    const bob = guild.member('bob');
    const handle = await alice.command('report', {
      options: { subject: bob, reason: 'spam', proof: { filename: 'a.txt', content: 'bytes' } },
    });
    const first = await handle.response();
    expect(first).toMatchObject({
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      ephemeral: true,
      deferred: true,
    });
    const reply = await handle.reply();
    expect(reply.content).toBe('Thanks, bob is reported (bytes)');
    expect(reply.visibleTo(alice)).toBe(true);
    expect(reply.visibleTo(bob)).toBe(false);
    expect((await handle.followUp()).content).toBe('More later');
    expect(handle.edits.map((edit) => edit.content)).toEqual(['Thanks, bob is reported (bytes)']);
    expect(general.messages).toEqual([]);
    expect(general.messagesFor(alice)).toHaveLength(2);
    expect(failures).toEqual([]);
    discord.assertNoViolations();
  });

  it('refuses the first answer after three seconds with 10062', async () => {
    discord.clock.freeze();
    const arrived = next(client, Events.InteractionCreate);
    const handle = await alice.command('report', { options: { subject: alice } });
    const [interaction] = await arrived;
    discord.clock.advance(3_001);
    expect(handle.failed).toBe(true);
    await expect(handle.response()).rejects.toThrow('The application did not respond.');
    if (!interaction.isChatInputCommand()) throw new Error('not a command');
    await expect(interaction.reply('late')).rejects.toMatchObject({ code: 10062 });
  });

  it('refuses a second answer with 40060, and a follow-up after fifteen minutes', async () => {
    const arrived = next(client, Events.InteractionCreate);
    await alice.command('report', { options: { subject: alice } });
    const [interaction] = await arrived;
    if (!interaction.isChatInputCommand()) throw new Error('not a command');
    await interaction.reply('once');
    const again = interaction.client.rest.post(
      `/interactions/${interaction.id}/${interaction.token}/callback`,
      {
        body: { type: 4, data: { content: 'twice' } },
        auth: false,
      },
    );
    await expect(again).rejects.toMatchObject({ code: 40060 });
    await interaction.followUp('in time');
    discord.clock.advance(15 * 60_000);
    await expect(interaction.followUp('too late')).rejects.toMatchObject({ code: 50027 });
    expect(general.messages.map((message) => message.content)).toEqual(['once', 'in time']);
  });

  it('opens a modal from a button and hears it back', async () => {
    answer(async (interaction) => {
      if (interaction.isButton()) {
        await interaction.showModal({
          custom_id: 'why',
          title: 'Why?',
          components: [
            {
              type: ComponentType.Label,
              label: 'Reason',
              component: {
                type: ComponentType.TextInput,
                custom_id: 'reason',
                style: TextInputStyle.Paragraph,
                max_length: 50,
                required: true,
              },
            },
          ],
        });
      } else if (interaction.isModalSubmit()) {
        await interaction.reply({
          content: `because ${interaction.fields.getTextInputValue('reason')}`,
          flags: MessageFlags.Ephemeral,
        });
      }
    });
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setCustomId('ask').setLabel('Ask').setStyle(ButtonStyle.Primary),
    );
    const channel = await client.channels.fetch(general.id);
    if (!channel?.isSendable()) throw new Error('no channel');
    await channel.send({ content: 'panel', components: [row] });
    const panel = await general.message();
    expect(panel.buttons).toEqual([{ customId: 'ask', label: 'Ask', disabled: false }]);
    const pressed = await alice.press(panel, 'ask');
    expect((await pressed.response()).modal?.title).toBe('Why?');
    await expect(alice.submitModal(pressed)).rejects.toThrow(ActorRefused);
    const submitted = await alice.submitModal(pressed, { fields: { reason: 'rude' } });
    expect((await submitted.reply()).content).toBe('because rude');
    expect(failures).toEqual([]);
    discord.assertNoViolations();
  });

  it('updates the message of a component in place', async () => {
    answer(async (interaction) => {
      if (interaction.isStringSelectMenu())
        await interaction.update({ content: `chose ${interaction.values.join()}`, components: [] });
    });
    const channel = await client.channels.fetch(general.id);
    if (!channel?.isSendable()) throw new Error('no channel');
    await channel.send({
      content: 'choose',
      components: [
        {
          type: ComponentType.ActionRow,
          components: [
            { type: ComponentType.StringSelect, customId: 'pick', options: [{ label: 'One', value: '1' }] },
          ],
        },
      ],
    });
    const menu = await general.message();
    await expect(alice.select(menu, 'pick', ['2'])).rejects.toThrow(ActorRefused);
    const handle = await alice.select(menu, 'pick', ['1']);
    expect((await handle.response()).type).toBe(InteractionResponseType.UpdateMessage);
    expect(menu.content).toBe('chose 1');
    expect(menu.buttons).toEqual([]);
  });

  it('completes options while typing', async () => {
    answer(async (interaction) => {
      if (interaction.isAutocomplete())
        await interaction.respond([{ name: 'Spam', value: interaction.options.getFocused() }]);
    });
    expect(await alice.autocomplete('report', 'reason', 'sp')).toEqual([{ name: 'Spam', value: 'sp' }]);
  });

  it('gives a message menu the content without the intent', async () => {
    await client.destroy();
    client = await connect(discord, { intents: ['Guilds'] });
    const target = guild.member('bob').sendMessage(general, 'rude words');
    const arrived = next(client, Events.InteractionCreate);
    await alice.messageMenu('Report message', target);
    const [interaction] = await arrived;
    if (!interaction.isMessageContextMenuCommand()) throw new Error('not a message menu');
    expect(interaction.targetMessage.content).toBe('rude words');
    const next2 = next(client, Events.InteractionCreate);
    await alice.userMenu('Report user', guild.member('bob'));
    const [onUser] = await next2;
    expect(onUser.isUserContextMenuCommand() && onUser.targetUser.username).toBe('bob');
  });

  it('lets nobody type what Discord would not send', async () => {
    const bob = guild.member('bob');
    await expect(alice.command('report')).rejects.toThrow('Option subject is required.');
    await expect(
      alice.command('report', { options: { subject: bob, reason: 'x'.repeat(21) } }),
    ).rejects.toThrow(ActorRefused);
    await expect(alice.command('queue')).rejects.toThrow('permissions');
    guild.owner.timeout(bob);
    await expect(bob.command('report', { options: { subject: alice } })).rejects.toThrow('timed out');
    guild.owner.ban(alice);
    await expect(alice.command('report', { options: { subject: bob } })).rejects.toThrow('not in the guild');
  });
});
