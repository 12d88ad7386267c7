import { describe, expect, it } from '@jest/globals';
import { DomainError } from '#kernel';
import { GroupCommit } from './group-commit.js';

type Commit = (items: readonly string[], sent: () => void) => Promise<readonly string[]>;

function grouping(commit: Commit, over = {}) {
  const groups: string[][] = [];
  const group = new GroupCommit<string, string>({
    commit: (items, sent) => {
      groups.push([...items]);
      return commit(items, sent);
    },
    keyOf: (item) => item.slice(0, 1),
    lanes: 1,
    maxGroup: 4,
    maxWaiting: 8,
    ...over,
  });
  return { group, groups };
}

const echo = (items: readonly string[]) => Promise.resolve(items.map((item) => `${item}!`));

function turns(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

describe('GroupCommit', () => {
  it('commits what comes together together, bounded, and answers each with its own result', async () => {
    const { group, groups } = grouping(echo);
    const answers = await Promise.all(['a1', 'a2', 'a3', 'a4', 'a5'].map((item) => group.submit(item)));
    expect(answers).toEqual(['a1!', 'a2!', 'a3!', 'a4!', 'a5!']);
    expect(groups).toEqual([['a1', 'a2', 'a3', 'a4'], ['a5']]);
  });

  it('splits a failing group until the poisoned item stands alone', async () => {
    const { group } = grouping((items) =>
      items.includes('a3') ? Promise.reject(new Error('poison')) : echo(items),
    );
    const answers = await Promise.allSettled(['a1', 'a2', 'a3', 'a4'].map((item) => group.submit(item)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('does not split when the database is away: all are told to come back', async () => {
    const { group, groups } = grouping(() =>
      Promise.reject(new DomainError('unavailable', 'database_unavailable', 'Away.')),
    );
    const answers = await Promise.allSettled(['a1', 'a2'].map((item) => group.submit(item)));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(groups).toHaveLength(1);
  });

  it('refuses past its bound instead of growing', async () => {
    const { group } = grouping(echo, { maxWaiting: 2 });
    const answers = await Promise.allSettled(['a1', 'a2', 'a3'].map((item) => group.submit(item)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(answers[2]).toMatchObject({ reason: { code: 'overloaded' } });
  });

  it('never runs two commits of one key at once', async () => {
    let running = 0;
    let most = 0;
    const { group } = grouping(async (items) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return items;
    });
    const first = group.submit('a1');
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([first, group.submit('a2'), group.submit('a3')]);
    await group.idle();
    expect(most).toBe(1);
  });

  it('begins the next group beside one that has sent all, and never a third', async () => {
    const open: (() => void)[] = [];
    const { group, groups } = grouping(async (items, sent) => {
      if (items[0] !== 'a2') sent();
      await new Promise<void>((resolve) => open.push(resolve));
      return items;
    });
    const answers = [];
    for (const item of ['a1', 'a2', 'a3', 'a4']) {
      answers.push(group.submit(item));
      await turns();
    }
    expect(groups).toEqual([['a1'], ['a2']]);
    open[0]!();
    await turns();
    // a2 still has something to say.
    expect(groups).toEqual([['a1'], ['a2']]);
    open[1]!();
    await turns();
    open[2]!();
    await expect(Promise.all(answers)).resolves.toEqual(['a1', 'a2', 'a3', 'a4']);
    expect(groups).toEqual([['a1'], ['a2'], ['a3', 'a4']]);
    await group.idle();
  });
});
