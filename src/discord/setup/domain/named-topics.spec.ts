import { describe, expect, it } from '@jest/globals';
import { namedTopics } from './named-topics.js';

const PRESENT = [{ id: 'billing', name: 'Money' }];

describe('namedTopics', () => {
  it.each([
    ['makes an id of each name', 'Account, Roles & access', ['account', 'roles_access']],
    ['keeps the id of a name that is there', 'Money, Other', ['billing', 'other']],
    ['gives no id twice', 'Billing, A b, a-b, Money', ['billing_2', 'a_b', 'a_b_2', 'billing']],
    ['numbers names without Latin letters', '帳號, 其他', ['topic_1', 'topic_2']],
    ['leaves out empty and repeated names', 'Other,, Other , ', ['other']],
  ])('%s', (_, text, ids) => {
    expect(namedTopics(text, PRESENT)?.map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    ['none', ' , '],
    ['more than a select takes', Array.from({ length: 26 }, (_, i) => `t${i}`).join()],
    ['a name that is too long', 'x'.repeat(101)],
  ])('refuses %s', (_, text) => {
    expect(namedTopics(text, PRESENT)).toBeNull();
  });
});
