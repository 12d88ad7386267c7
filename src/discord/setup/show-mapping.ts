import { STREAMS } from '#kernel';
import type { GuildMapping } from '../mapping/domain/guild-mapping.js';
import { quote } from '../text/quote.js';
import type { Language } from '../text/texts.js';
import { CHANNEL_USES, mappedChannel } from './domain/plan-channels.js';
import { setupTexts } from './setup.texts.js';

const ROLES = ['moderator', 'senior', 'admin'] as const;

/** How a guild is set up. Roles and channels are named by mentions, which ping nobody in such an answer. */
export function showMapping(mapping: GuildMapping, language: Language): string {
  const texts = setupTexts[language];
  const channels = CHANNEL_USES.map((use) => {
    const id = mappedChannel(mapping, use);
    return texts.made(texts.uses[use], id === null ? texts.notSet : `<#${id}>`);
  });
  const roles = ROLES.map((role) => {
    const named = mapping.roles[role].map((id) => `<@&${id}>`).join(' ');
    return texts.made(texts.roleNames[role], named === '' ? texts.notSet : named);
  });
  const told = STREAMS.filter((stream) => mapping.outcomeNotices[stream]).map(
    (stream) => texts.streams[stream],
  );
  return [
    ...channels,
    ...roles,
    texts.paged(mapping.pageRoleId === null ? texts.nobody : `<@&${mapping.pageRoleId}>`),
    texts.told(told.length > 0 ? told.join(', ') : texts.notSet),
    texts.appealRules(mapping.appeals.windowDays, mapping.appeals.attempts, mapping.appeals.cooldownDays),
    ...mapping.appeals.questions.map((question) => `> ${quote(question)}`),
    texts.helpAbout(mapping.supportTopics.map(({ name }) => quote(name)).join(', ')),
  ].join('\n');
}
