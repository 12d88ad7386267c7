import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromGithubWebhook } from './from-github-webhook.js';

const context = {
  guildId: '197038439483310086',
  sourceId: '1210987654321098765',
  settings: {},
  now: new Date('2026-08-01T12:00:00.000Z'),
};
const common = { repository: { full_name: 'octo/site' }, sender: { login: 'octocat' } };
const issue = {
  number: 12,
  title: 'Site is slow',
  body: 'Since today.',
  html_url: 'https://github.com/octo/site/issues/12',
};

describe('fromGithubWebhook reads', () => {
  it.each<[string, object, object]>([
    [
      'push',
      {
        ref: 'refs/heads/main',
        forced: true,
        compare: 'https://github.com/octo/site/compare/a...b',
        commits: [
          { id: 'a1b2c3d4e5', message: 'Fix header\n\nDetails', author: { name: 'Ann' } },
          { id: 'f6a7b8c9d0', message: 'Fix footer', author: { name: 'Bob' } },
        ],
      },
      {
        category: 'github_push',
        severity: 'low',
        text: '[octo/site] 2 commits to main, forced\na1b2c3d Fix header (Ann)\nf6a7b8c Fix footer (Bob)',
        subject: { type: 'other', id: 'octo/site', name: 'octo/site' },
        links: ['https://github.com/octo/site/compare/a...b'],
      },
    ],
    [
      'issues',
      { action: 'opened', issue },
      {
        category: 'github_issues',
        text: '[octo/site] Issue opened: #12 Site is slow\nSince today.',
        subject: { id: 'octo/site#12' },
        links: ['https://github.com/octo/site/issues/12'],
        data: { event: 'issues', action: 'opened', repository: 'octo/site', sender: 'octocat' },
      },
    ],
    [
      'issue_comment',
      {
        action: 'created',
        issue,
        comment: { body: 'Here too', html_url: 'https://github.com/octo/site/issues/12#c1' },
      },
      {
        text: '[octo/site] Comment on issue created: #12 Site is slow\nHere too',
        subject: { id: 'octo/site#12' },
        links: ['https://github.com/octo/site/issues/12#c1'],
      },
    ],
    [
      'pull_request',
      {
        action: 'opened',
        pull_request: {
          number: 13,
          title: 'Faster',
          body: null,
          html_url: 'https://github.com/octo/site/pull/13',
        },
      },
      { text: '[octo/site] Pull request opened: #13 Faster', subject: { id: 'octo/site#13' } },
    ],
    [
      'release',
      {
        action: 'published',
        release: {
          tag_name: 'v2',
          name: 'Two',
          body: 'New',
          html_url: 'https://github.com/octo/site/releases/v2',
        },
      },
      { text: '[octo/site] Release published: Two\nNew', subject: { id: 'octo/site@v2' } },
    ],
    [
      'dependabot_alert',
      {
        action: 'created',
        alert: {
          html_url: 'https://github.com/octo/site/security/dependabot/1',
          security_advisory: { severity: 'critical' },
        },
      },
      {
        category: 'github_dependabot_alert',
        severity: 'critical',
        text: '[octo/site] dependabot alert created',
        links: ['https://github.com/octo/site/security/dependabot/1'],
      },
    ],
  ])('%s', (event, payload, expected) => {
    const signal = fromGithubWebhook(event, 'd1f0', { ...common, ...payload }, context);
    expect(signal).toMatchObject({ kind: 'flag', externalId: 'd1f0', ...expected });
  });

  it('a ping as nothing to do', () => {
    expect(fromGithubWebhook('ping', null, { zen: 'Keep it simple.' }, context)).toBeNull();
  });

  it("the source's category before its own", () => {
    const settings = { category: 'development' };
    expect(fromGithubWebhook('star', null, common, { ...context, settings })?.category).toBe('development');
  });

  it('anything without throwing', () => {
    const event = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('push', 'issues', 'release', 'constructor'),
    );
    fc.assert(
      fc.property(
        event,
        fc.oneof(fc.anything(), fc.dictionary(fc.string(), fc.anything())),
        (name, payload) => {
          const signal = fromGithubWebhook(name, name, payload, context);
          if (signal !== null) expect(signal.category).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
