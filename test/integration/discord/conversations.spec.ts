import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GatewayDispatchEvents } from 'discord.js';
import { Intake } from '#intake';
import type { LoggedEvent } from '#kernel';
import { BuiltInSources } from '#sources';
import { call } from '../../support/call.js';
import { startBotApp, type BotApp } from '../../support/discord/bot-app.js';
import type { Actor, ChannelHandle } from '../../support/discord-server/index.js';
import { CatchUp } from '../../../src/discord/conversations/catch-up.js';
import { eventually } from '../../support/eventually.js';
import { aNewSignal } from '../../support/intake.js';

let bot: BotApp;

beforeAll(async () => {
  bot = await startBotApp();
});

afterAll(async () => {
  await bot.close();
});

interface Sent {
  readonly number: number;
  readonly path: string;
}

/** What a member sends in with one of the commands. */
async function sendIn(member: Actor, kind: 'request' | 'report', text: string): Promise<Sent> {
  const source = await bot.app.app.get(BuiltInSources, { strict: false }).of(bot.guild.id, 'commands');
  const { ticketNumber: number } = await bot.app.app.get(Intake, { strict: false }).accept(
    source,
    aNewSignal({
      kind,
      category: kind === 'request' ? 'support' : 'harassment',
      confidence: 1,
      reporter: { id: member.id, name: member.username },
      subject:
        kind === 'request'
          ? { type: 'user', id: member.id, name: member.username }
          : { type: 'user', id: bot.member('rude').id, name: 'rude' },
      text,
    }),
  );
  return { number, path: `/v1/guilds/${bot.guild.id}/tickets/${number}` };
}

async function command(sent: Sent, name: string, body: object): Promise<void> {
  const token = await bot.docket.moderator(bot.staff('mara').id);
  const { body: ticket } = await call<{ version: number }>(bot.app, 'GET', sent.path, token);
  const answer = await call(bot.app, 'POST', `${sent.path}/${name}`, token, {
    version: ticket.version,
    ...body,
  });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}

async function eventsOf({ path }: Sent): Promise<LoggedEvent[]> {
  const { body } = await call<{ items: LoggedEvent[] }>(bot.app, 'GET', `${path}/events`, bot.app.adminToken);
  return body.items;
}

const threadOf = ({ number }: Sent): Promise<ChannelHandle> =>
  bot.help.thread((thread) => thread.name === `#${number} · support`);

describe('a support request', () => {
  it('gets a private thread with the member, in which both talk and the ticket keeps what is said', async () => {
    const tom = bot.member('tom');
    const sent = await sendIn(tom, 'request', 'I cannot see any channel');
    const thread = await threadOf(sent);
    await thread.message(({ text }) => text.includes('has reached the team'));
    await bot.discord.waitFor(() => thread.visibleTo(tom), { what: 'the thread with its member in it' });
    expect(thread.visibleTo(bot.member('eve'))).toBe(false);
    expect(thread.record.thread?.invitable).toBe(false);

    await command(sent, 'reply', { text: 'Which device? @everyone [x](https://evil.example)' });
    const reply = await thread.message(({ text }) => text.includes('Which device'));
    expect(reply.text).toContain('\\@everyone \\[x\\]');
    expect(reply.pings).toMatchObject({ everyone: false, people: [] });

    await command(sent, 'wait', { for: 'member', reason: 'asked for the device' });
    tom.sendMessage(thread, 'My phone');
    await eventually(async () => {
      const said = (await eventsOf(sent)).find(({ type }) => type === 'ticket.member_replied');
      expect(said).toMatchObject({ actorId: tom.id, payload: { text: 'My phone' } });
    });
    expect((await eventsOf(sent)).map(({ type }) => type)).toContain('ticket.woken');
    const { body } = await call(bot.app, 'GET', sent.path, bot.app.adminToken);
    expect(body).toMatchObject({ status: 'open' });
  });

  it('is answered with a button where the bot cannot read messages', async () => {
    const ida = bot.member('ida');
    const sent = await sendIn(ida, 'request', 'Where are the rules?');
    const thread = await threadOf(sent);
    const first = await thread.message(({ text }) => text.includes('has reached the team'));
    const pressed = await ida.press(first, first.buttons[0]?.customId ?? '');
    expect((await pressed.response()).modal?.title).toBe('Answer');
    const submitted = await ida.submitModal(pressed, { fields: { text: '**Never mind**' } });
    expect((await submitted.reply()).content).toBe('Passed on to the team.');
    const shown = await thread.message(({ text }) => text.includes('Never mind'));
    expect(shown.text).toContain('> \\*\\*Never mind\\*\\*');
    expect((await eventsOf(sent)).map(({ type }) => type)).toContain('ticket.member_replied');
  });

  it('takes what staff write in the thread for their reply, and tells it once', async () => {
    const uma = bot.member('uma');
    const sent = await sendIn(uma, 'request', 'My role is gone');
    const thread = await threadOf(sent);
    await thread.message(({ text }) => text.includes('has reached the team'));
    bot.guild.owner.sendMessage(thread, 'Fixed it for you');
    await eventually(async () => {
      const said = (await eventsOf(sent)).find(({ type }) => type === 'ticket.replied');
      expect(said).toMatchObject({ actorId: bot.guild.owner.id, payload: { text: 'Fixed it for you' } });
    });
    await command(sent, 'resolve', { outcome: 'answered', reason: 'Role given back' });
    const closed = await thread.message(({ text }) => text.includes('is closed'));
    expect(closed.text).toContain('> Role given back');
    await bot.discord.waitFor(() => thread.state.archived && thread.state.locked, {
      what: 'a closed thread',
    });
    expect(thread.messages.filter(({ text }) => text.includes('Fixed it for you'))).toHaveLength(1);
  });

  it('I10: hears what was said while the bot was away', async () => {
    const kai = bot.member('kai');
    const sent = await sendIn(kai, 'request', 'Anybody there?');
    const thread = await threadOf(sent);
    await thread.message(({ text }) => text.includes('has reached the team'));
    bot.discord.gateway.lose(GatewayDispatchEvents.MessageCreate);
    kai.sendMessage(thread, 'Still waiting');
    bot.discord.gateway.invalidateSessions();
    await eventually(async () => {
      const said = (await eventsOf(sent)).filter(({ type }) => type === 'ticket.member_replied');
      expect(said.map(({ payload }) => payload['text'])).toEqual(['Still waiting']);
    });
  });
});

describe('a message that is heard more than once', () => {
  it('by the gateway, twice, and by reading on at the same time, is in the log once', async () => {
    const zoe = bot.member('zoe');
    const sent = await sendIn(zoe, 'request', 'Hello?');
    const thread = await threadOf(sent);
    await thread.message(({ text }) => text.includes('has reached the team'));
    await command(sent, 'wait', { for: 'member', reason: 'more is needed' });
    const catchUp = bot.app.app.get(CatchUp, { strict: false });
    for (const text of ['One', 'Two', 'Three']) {
      bot.discord.gateway.repeat(GatewayDispatchEvents.MessageCreate);
      zoe.sendMessage(thread, text);
      await Promise.all([1, 2, 3].map(() => catchUp.of([bot.guild.id])));
    }
    await eventually(async () => {
      const types = (await eventsOf(sent)).map(({ type }) => type);
      expect(types.filter((type) => type === 'ticket.member_replied')).toHaveLength(3);
    });
    // Another that is heard for certain after them: by then they would have been heard twice.
    zoe.sendMessage(thread, 'Four');
    await eventually(async () => {
      const said = (await eventsOf(sent)).filter(({ type }) => type === 'ticket.member_replied');
      expect(said.map(({ payload }) => payload['text'])).toEqual(['One', 'Two', 'Three', 'Four']);
    });
    expect((await eventsOf(sent)).filter(({ type }) => type === 'ticket.woken')).toHaveLength(1);
  });
});

describe('a report', () => {
  it('tells its reporter how it ended, and nothing of what was done', async () => {
    const lea = bot.member('lea');
    const sent = await sendIn(lea, 'report', 'He insulted me');
    await command(sent, 'resolve', { outcome: 'actioned', reason: 'Banned rude for slurs' });
    const told = await lea.dm.message(({ text }) => text.includes(`#${sent.number}`));
    expect(told.text).toContain('took action');
    expect(told.text).not.toContain('slurs');
    expect(lea.dm.messages).toHaveLength(1);
  });

  it('shows on the ticket that its reporter could not be told', async () => {
    const max = bot.member('max');
    max.closeDms();
    const sent = await sendIn(max, 'report', 'He insulted me too, elsewhere');
    await command(sent, 'resolve', { outcome: 'no_violation', reason: 'Nothing there' });
    await eventually(async () => {
      const note = (await eventsOf(sent)).find(({ type }) => type === 'ticket.noted');
      expect(note).toMatchObject({ actorType: 'system' });
      expect(note?.payload['text']).toContain('Undelivered');
    });
  });
});
