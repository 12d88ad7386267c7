import { Injectable } from '@nestjs/common';
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { DirectMessages } from '../../api/direct-messages.js';
import { GuildFactsReader } from '../../api/guild-facts.js';
import { appealInButton } from '../../members/appeal/appeal-in.button.js';
import { timeText } from '../../text/ages.js';
import { quote, quoteBlock } from '../../text/quote.js';
import { EnforcementStore } from './db/enforcement.store.js';
import type { LeasedEnforcement } from './domain/enforcement.js';
import { noticeTexts } from './notice.texts.js';

/** Tells members what happens to them and why, before it does. */
@Injectable()
export class MemberNotices {
  constructor(
    private readonly directMessages: DirectMessages,
    private readonly facts: GuildFactsReader,
    private readonly store: EnforcementStore,
  ) {}

  /** Once; false when it did not arrive, null where nobody is told. */
  async tell(enforcement: LeasedEnforcement): Promise<boolean | null> {
    const { guildId, id, subjectId, type, reason, language, confirmedAt, durationSeconds } = enforcement;
    if (type === 'message_removal') return null;
    if (enforcement.toldMember !== null) return enforcement.toldMember;
    const texts = noticeTexts[language];
    const until = timeText(new Date(confirmedAt.getTime() + (durationSeconds ?? 0) * 1_000), 'f');
    const { name } = await this.facts.guild(guildId);
    const content = [texts[type](`**${quote(name)}**`, until), quoteBlock(reason), texts.appeal].join('\n');
    const button = appealInButton(guildId, texts.button, ButtonStyle.Primary);
    const arrived = await this.directMessages.send(subjectId, `enforcement:${id}`, {
      content,
      components: [{ type: ComponentType.ActionRow, components: [button] }],
    });
    await this.store.told(enforcement, arrived);
    return arrived;
  }
}
