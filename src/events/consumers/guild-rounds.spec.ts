import { describe, expect, it } from '@jest/globals';
import { GuildRounds } from './guild-rounds.js';

interface Round {
  readonly guildId: string;
  end(more: boolean): void;
  fail(error: Error): void;
}

function started(behind: readonly string[] = []) {
  const rounds: Round[] = [];
  const errors: unknown[] = [];
  const work = new GuildRounds(
    async () => behind,
    (guildId) =>
      new Promise((resolve, reject) => {
        rounds.push({ guildId, end: resolve, fail: reject });
      }),
    (error) => errors.push(error),
  );
  return { work, rounds, errors, guilds: () => rounds.map(({ guildId }) => guildId) };
}

/** Lets promises that are settled have their followers run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('GuildRounds', () => {
  it('gives a guild that is woken during its round another one, and never two at once', async () => {
    const { work, rounds, guilds } = started();
    work.wake('a');
    work.wake('a');
    work.wake('a');
    expect(guilds()).toEqual(['a']);
    rounds[0]!.end(false);
    await settle();
    expect(guilds()).toEqual(['a', 'a']);
    rounds[1]!.end(false);
    await settle();
    expect(guilds()).toHaveLength(2);
  });

  it('goes on while there may be more', async () => {
    const { work, rounds, guilds } = started();
    work.wake('a');
    rounds[0]!.end(true);
    await settle();
    expect(guilds()).toEqual(['a', 'a']);
  });

  it('works a few guilds at once and the others after them', async () => {
    const { work, rounds, guilds } = started();
    for (const guild of ['a', 'b', 'c', 'd', 'e']) work.wake(guild);
    expect(guilds()).toEqual(['a', 'b', 'c', 'd']);
    rounds[2]!.end(false);
    await settle();
    expect(guilds()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('looks which guilds are behind when it is not told', async () => {
    const { work, guilds } = started(['x', 'y']);
    work.wake(null);
    await settle();
    expect(guilds()).toEqual(['x', 'y']);
  });

  it('says what failed, and does the guild again when it is woken again', async () => {
    const { work, rounds, errors, guilds } = started();
    work.wake('a');
    rounds[0]!.fail(new Error('away'));
    await settle();
    expect(errors).toEqual([new Error('away')]);
    work.wake('a');
    expect(guilds()).toEqual(['a', 'a']);
  });

  it('starts nothing once it is stopped, and waits for what runs', async () => {
    const { work, rounds, guilds } = started();
    work.wake('a');
    const stopped = work.stop();
    work.wake('b');
    rounds[0]!.end(true);
    await stopped;
    expect(guilds()).toEqual(['a']);
  });
});
