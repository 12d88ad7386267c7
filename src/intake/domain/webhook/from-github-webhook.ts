import { truncateText, type Severity } from '#kernel';
import { MAX_NAME } from '../signal-schema.js';
import type { NewSignal } from '../new-signal.js';
import { MAX_ALERT_TEXT, NO_ALERT, type Alert } from './alert.js';
import { categoryOfValue } from './category.js';
import { textOf } from './discord-refusal.js';
import { idOfName } from './discord-text.js';
import { isRecord, listOf, recordAt, type Loose } from './loose.js';
import { severityOfWord, severitySetting } from './severity.js';
import { signalOfAlert, type AlertContext } from './signal-of-alert.js';

interface Story {
  /** What happened, without the repository's name. */
  readonly title: string;
  readonly body: string;
  readonly url: unknown;
  /** What it is about within the repository, such as `#12`; nothing stands for the repository. */
  readonly about: string;
}

/** An event as GitHub's webhooks send it, read as a flag; `null` for `ping`, which only asks whether we are there. */
export function fromGithubWebhook(
  event: string,
  delivery: string | null,
  input: unknown,
  context: AlertContext,
): NewSignal | null {
  if (event === 'ping') return null;
  const payload = isRecord(input) ? input : {};
  const name = categoryOfValue(event) ?? 'event';
  const repository = word(recordAt(payload, 'repository')['full_name']) || 'GitHub';
  const story = (Object.hasOwn(STORIES, name) ? STORIES[name]! : anyEvent(name))(payload);
  const alert: Alert = {
    ...NO_ALERT,
    format: 'github',
    sender: word(recordAt(payload, 'sender')['login']) || null,
    title: `[${repository}] ${story.title}`,
    text: truncateText(
      [`[${repository}] ${story.title}`, story.body].filter(Boolean).join('\n'),
      MAX_ALERT_TEXT,
    ),
    links: [textOf(story.url, 4096)].filter(Boolean),
    data: { event: name, action: word(payload['action']) || null, repository },
    known: {
      subject: {
        type: 'other',
        id: idOfName(`${repository}${story.about}`),
        name: truncateText(`${repository}${story.about}`, MAX_NAME),
      },
      category: categoryOfValue(`github_${name}`) ?? 'github',
      severity: severityIn(payload) ?? severitySetting(context.settings) ?? 'low',
      ...(delivery === null ? {} : { externalId: textOf(delivery, 200) }),
    },
  };
  return signalOfAlert(alert, context);
}

const STORIES: Readonly<Record<string, (payload: Loose) => Story>> = {
  push(payload) {
    const commits = listOf(payload['commits'], 50).filter(isRecord);
    const branch = word(payload['ref']).replace(/^refs\/(?:heads|tags)\//, '');
    const lines = commits.map((commit) => {
      const [first] = textOf(commit['message'], 200).split('\n');
      return `${word(commit['id']).slice(0, 7)} ${first} (${word(recordAt(commit, 'author')['name'])})`;
    });
    const forced = payload['forced'] === true ? ', forced' : '';
    return {
      title: `${commits.length} ${commits.length === 1 ? 'commit' : 'commits'} to ${branch}${forced}`,
      body: lines.join('\n'),
      url: payload['compare'],
      about: '',
    };
  },
  issues: (payload) => numbered(payload, 'Issue', recordAt(payload, 'issue')),
  pull_request: (payload) => numbered(payload, 'Pull request', recordAt(payload, 'pull_request')),
  issue_comment(payload) {
    const issue = recordAt(payload, 'issue');
    const comment = recordAt(payload, 'comment');
    const story = numbered(payload, 'Comment on issue', issue);
    return { ...story, body: textOf(comment['body'], MAX_ALERT_TEXT), url: comment['html_url'] };
  },
  release(payload) {
    const release = recordAt(payload, 'release');
    const title = word(release['name']) || word(release['tag_name']);
    return {
      title: `Release ${word(payload['action'])}: ${title}`,
      body: textOf(release['body'], MAX_ALERT_TEXT),
      url: release['html_url'],
      about: `@${word(release['tag_name'])}`,
    };
  },
};

function numbered(payload: Loose, what: string, item: Loose): Story {
  const number = typeof item['number'] === 'number' ? `#${item['number']}` : '';
  return {
    title: `${what} ${word(payload['action'])}: ${number} ${word(item['title'])}`,
    body: textOf(item['body'], MAX_ALERT_TEXT),
    url: item['html_url'],
    about: number,
  };
}

/** An event we have no words for still says its name, its action, and where to look. */
function anyEvent(name: string): (payload: Loose) => Story {
  return (payload) => {
    const parts = Object.values(payload).filter(isRecord);
    const link = [recordAt(payload, name), recordAt(payload, 'alert'), ...parts].find(
      (part) => typeof part['html_url'] === 'string',
    );
    return {
      title: [name.replaceAll('_', ' '), word(payload['action'])].filter(Boolean).join(' '),
      body: '',
      url: link?.['html_url'],
      about: '',
    };
  };
}

/** Security alerts carry a severity; nothing else of GitHub's does. */
function severityIn(payload: Loose): Severity | null {
  const alert = recordAt(payload, 'alert');
  const advisory = [recordAt(alert, 'security_advisory'), recordAt(alert, 'rule'), alert];
  const named = advisory
    .map((part) => word(part['security_severity_level']) || word(part['severity']))
    .find(Boolean);
  return named ? severityOfWord(named) : null;
}

function word(value: unknown): string {
  return textOf(value, 200);
}
