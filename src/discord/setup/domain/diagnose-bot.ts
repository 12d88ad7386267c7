import { guildPermissions, has } from '../../api/domain/permissions.js';
import { finding, type Finding } from './finding.js';
import type { GuildCondition } from './guild-condition.js';
import { bitOf, NEEDED_PERMISSIONS } from './needed-permissions.js';

/** Documented only as "a limit"; a thousand is what servers meet. */
const MOST_ACTIVE_THREADS = 1_000;
const HEADROOM = 100;

/** What the bot itself lacks, whichever channel it is in. */
export function diagnoseBot(condition: GuildCondition): Finding[] {
  return [
    ...guildPermissionsMissing(condition),
    ...intentsMissing(condition),
    ...position(condition),
    ...state(condition),
  ];
}

function guildPermissionsMissing({ guild, bot }: GuildCondition): Finding[] {
  const own = guildPermissions(guild, bot);
  return NEEDED_PERMISSIONS.filter(
    (needed) => needed.places.includes('guild') && !has(own, bitOf(needed)),
  ).map(({ label, why }) =>
    finding(
      'missing_permission',
      'limited',
      `I lack the permission ${label} in this server, needed for ${why}.`,
      `Give my role the permission ${label} in Server Settings → Roles.`,
    ),
  );
}

function intentsMissing({ missingIntents, hasLogChannels }: GuildCondition): Finding[] {
  return missingIntents.map((intent) => {
    const fix = `Whoever runs Docket switches it on in Discord's developer portal, under Bot → Privileged Gateway Intents, and restarts.`;
    if (intent === 'MessageContent') {
      return finding(
        'missing_intent',
        hasLogChannels ? 'broken' : 'limited',
        'The Message Content intent is off: log channels cannot be read, and what AutoMod matched stays unknown.',
        fix,
      );
    }
    return finding(
      'missing_intent',
      'limited',
      'The Server Members intent is off: staff are known only once they use Docket.',
      fix,
    );
  });
}

function position({ guild, bot }: GuildCondition): Finding[] {
  const highest = Math.max(
    0,
    ...guild.roles.filter(({ id }) => bot.roleIds.includes(id)).map((role) => role.position),
  );
  const above = guild.roles.filter((role) => role.position > highest).length;
  if (highest > 1 || above === 0 || bot.userId === guild.ownerId) return [];
  return [
    finding(
      'role_too_low',
      'limited',
      'My role is at the bottom: I cannot time out, kick or ban anyone with a role above it.',
      'Drag my role above those of members in Server Settings → Roles.',
    ),
  ];
}

function state({ bot, activeThreads, refusedCards }: GuildCondition): Finding[] {
  const found: Finding[] = [];
  if (bot.timedOut) {
    found.push(
      finding('timed_out', 'broken', 'I am timed out and cannot post anything.', 'Remove my timeout.'),
    );
  }
  if (activeThreads > MOST_ACTIVE_THREADS - HEADROOM) {
    found.push(
      finding(
        'thread_headroom',
        'limited',
        `${activeThreads} threads are active, of about ${MOST_ACTIVE_THREADS} that Discord allows. Docket archives its settled ones.`,
        'Close threads that nobody needs, or shorten their auto-archive time.',
      ),
    );
  }
  if (refusedCards > 0) {
    found.push(
      finding(
        'cards_refused',
        'broken',
        `Discord refused the cards of ${refusedCards} tickets.`,
        'Put right what else stands here; then run `/doctor` with `retry`.',
      ),
    );
  }
  return found;
}
