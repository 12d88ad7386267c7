import { Injectable } from '@nestjs/common';
import {
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
  type RESTPostAPIGuildChannelJSONBody,
} from 'discord-api-types/v10';
import { Channels } from '../api/channels.js';
import { DiscordCallFailed } from '../api/discord-call-failed.js';
import { GuildFactsReader } from '../api/guild-facts.js';
import type { GuildMapping } from '../mapping/domain/guild-mapping.js';
import { GuildMappings } from '../mapping/guild-mappings.js';
import {
  CATEGORY_NAME,
  CHANNEL_NAMES,
  type ChannelUse,
  mapChannel,
  planChannels,
  rolesThatSee,
} from './domain/plan-channels.js';

const CATEGORY: number = ChannelType.GuildCategory;
const VIEW = PermissionFlagsBits.ViewChannel.toString();
/** What the bot keeps for itself in a channel that is hidden from everyone. */
const OWN = (
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.ManageThreads
).toString();

export interface MadeChannels {
  readonly made: readonly { readonly use: ChannelUse; readonly channelId: string }[];
  /** What could not be made, and what Discord said; null when all is there. */
  readonly stuck: { readonly use: ChannelUse; readonly error: DiscordCallFailed } | null;
}

/** Makes the channels that a guild lacks; what is made is mapped at once, so that a second try goes on from there. */
@Injectable()
export class ChannelMaker {
  constructor(
    private readonly channels: Channels,
    private readonly facts: GuildFactsReader,
    private readonly mappings: GuildMappings,
  ) {}

  async makeMissing(
    guildId: string,
    botId: string,
    given: GuildMapping,
    reason: string,
  ): Promise<MadeChannels> {
    this.facts.forget(guildId);
    const { channels: present } = await this.facts.guild(guildId);
    const made: { use: ChannelUse; channelId: string }[] = [];
    let mapping = given;
    let categoryId = present.find(({ name, type }) => name === CATEGORY_NAME && type === CATEGORY)?.id;
    for (const { use, channelId, isMapped } of planChannels(mapping, present)) {
      if (isMapped) continue;
      let id = channelId;
      try {
        if (id === null) {
          categoryId ??= (await this.channels.create(guildId, category(), reason)).id;
          const body = channelBody(
            use,
            categoryId,
            overwritesFor(guildId, botId, rolesThatSee(mapping, use)),
          );
          id = (await this.channels.create(guildId, body, reason)).id;
        }
      } catch (error) {
        if (error instanceof DiscordCallFailed) return { made, stuck: { use, error } };
        throw error;
      }
      const change = mapChannel(mapping, use, id);
      await this.mappings.put(guildId, change);
      mapping = { ...mapping, ...change };
      made.push({ use, channelId: id });
    }
    this.facts.forget(guildId);
    return { made, stuck: null };
  }
}

function category(): RESTPostAPIGuildChannelJSONBody {
  return { name: CATEGORY_NAME, type: ChannelType.GuildCategory };
}

type Overwrites = NonNullable<RESTPostAPIGuildChannelJSONBody['permission_overwrites']>;

function channelBody(
  use: ChannelUse,
  parentId: string,
  overwrites: Overwrites,
): RESTPostAPIGuildChannelJSONBody {
  return {
    name: CHANNEL_NAMES[use],
    type: ChannelType.GuildText,
    parent_id: parentId,
    permission_overwrites: overwrites,
  };
}

/** Hidden from everyone but these roles and the bot; open for null. The guild's id is that of its role @everyone. */
function overwritesFor(guildId: string, botId: string, roleIds: readonly string[] | null): Overwrites {
  if (roleIds === null) return [];
  return [
    { id: guildId, type: OverwriteType.Role, deny: VIEW },
    { id: botId, type: OverwriteType.Member, allow: OWN },
    ...roleIds.map((id) => ({ id, type: OverwriteType.Role, allow: VIEW })),
  ];
}
