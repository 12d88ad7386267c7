import { Injectable } from '@nestjs/common';
import type { ChatInputCommandInteraction } from 'discord.js';
import { GuildsService } from '#guilds';
import { STREAMS, type Stream } from '#kernel';
import type { Asked } from '../interactions/asked.js';
import { HandlesCommand, type Answer, type AnsweringCommand } from '../interactions/handlers.js';
import { CatchUps } from '../intake/catch-up/catch-ups.js';
import type { GuildMapping } from '../mapping/domain/guild-mapping.js';
import { GuildMappings } from '../mapping/guild-mappings.js';
import { TeamListener } from '../people/team-listener.js';
import { quote } from '../text/quote.js';
import { ChannelMaker, type MadeChannels } from './channel-maker.js';
import { CHANNEL_USES, mapChannel } from './domain/plan-channels.js';
import { Doctor } from './doctor.js';
import { namedTopics } from './domain/named-topics.js';
import { QUESTIONS, setupDefinition } from './setup.definition.js';
import { setupTexts } from './setup.texts.js';
import { showFindings } from './show-findings.js';
import { showMapping } from './show-mapping.js';

type AskedSetup = Asked<ChatInputCommandInteraction>;

/** `/setup`: where Docket lives in a server and who its staff are. Each answer ends with what is still missing. */
@HandlesCommand('setup')
@Injectable()
export class SetupCommand implements AnsweringCommand<ChatInputCommandInteraction> {
  readonly needs = 'admin';
  readonly beforeSetup = true;
  readonly definition = setupDefinition;

  constructor(
    private readonly guilds: GuildsService,
    private readonly mappings: GuildMappings,
    private readonly channels: ChannelMaker,
    private readonly doctor: Doctor,
    private readonly team: TeamListener,
    private readonly catchUps: CatchUps,
  ) {}

  async run(asked: AskedSetup): Promise<Answer> {
    const { guildId, interaction, language } = asked;
    const subcommand = interaction.options.getSubcommand();
    if (subcommand === 'show') return showMapping(asked.mapping, language);
    await this.guilds.register(guildId, interaction.guild?.name ?? guildId);
    const said = await this.change(subcommand, asked);
    if (subcommand === 'start' || subcommand === 'roles') this.team.lookThrough(guildId);
    // From now on is read on from here: what is missed before the first event counts as well.
    if (subcommand === 'start') await this.catchUps.want([guildId]);
    return `${said}\n\n${showFindings(await this.doctor.examine(guildId), language)}`;
  }

  private async change(subcommand: string, asked: AskedSetup): Promise<string> {
    switch (subcommand) {
      case 'start':
        return this.start(asked);
      case 'roles':
        return this.save(asked, rolesIn(asked));
      case 'channel':
        return this.save(asked, channelIn(asked));
      case 'notices':
        return this.save(asked, noticesIn(asked));
      case 'appeals':
        return this.save(asked, appealsIn(asked));
      case 'topics':
        return this.saveTopics(asked);
      default:
        throw new TypeError(`No such subcommand: ${subcommand}`);
    }
  }

  private async start(asked: AskedSetup): Promise<string> {
    const { guildId, interaction, user, language } = asked;
    const roles = rolesIn(asked);
    const seniorId = roles.roles?.senior[0];
    const changes = {
      ...roles,
      ...(asked.mapping.pageRoleId === null && seniorId !== undefined && { pageRoleId: seniorId }),
    };
    await this.mappings.put(guildId, changes);
    const mapping = { ...asked.mapping, ...changes };
    const reason = `Docket setup by ${user.id}`;
    const botId = interaction.client.user.id;
    return told(await this.channels.makeMissing(guildId, botId, mapping, reason), language);
  }

  private async saveTopics(asked: AskedSetup): Promise<string> {
    const { interaction, language, mapping } = asked;
    const topics = namedTopics(interaction.options.getString('names', true), mapping.supportTopics);
    return topics === null ? setupTexts[language].badTopics : this.save(asked, { supportTopics: topics });
  }

  private async save({ guildId, language }: AskedSetup, changes: Partial<GuildMapping>): Promise<string> {
    if (Object.keys(changes).length === 0) return setupTexts[language].nothingGiven;
    await this.mappings.put(guildId, changes);
    return setupTexts[language].saved;
  }
}

function told({ made, stuck }: MadeChannels, language: AskedSetup['language']): string {
  const texts = setupTexts[language];
  const lines = made.map(({ use, channelId }) => texts.made(texts.uses[use], `<#${channelId}>`));
  return [
    ...(lines.length > 0 ? [texts.madeHeading, ...lines] : []),
    ...(stuck ? [texts.stuck(texts.uses[stuck.use], quote(stuck.error.message))] : []),
    ...(lines.length === 0 && !stuck ? [texts.allThere] : []),
  ].join('\n');
}

/** The roles that were given; the others stay as they are. */
function rolesIn({ interaction: { options }, mapping }: AskedSetup): Partial<GuildMapping> {
  const [moderator, senior, admin] = ['moderators', 'seniors', 'admins'].map(
    (name) => options.getRole(name)?.id,
  );
  const page = options.getRole('page')?.id;
  const roles = {
    ...(moderator !== undefined && { moderator: [moderator] }),
    ...(senior !== undefined && { senior: [senior] }),
    ...(admin !== undefined && { admin: [admin] }),
  };
  return {
    ...(Object.keys(roles).length > 0 && { roles: { ...mapping.roles, ...roles } }),
    ...(page !== undefined && { pageRoleId: page }),
  };
}

/** The rules that were given; the others stay as they are. */
function appealsIn({ interaction: { options }, mapping }: AskedSetup): Partial<GuildMapping> {
  const asked = QUESTIONS.flatMap((name) => options.getString(name)?.trim() || []);
  const rules = {
    windowDays: options.getInteger('window-days') ?? undefined,
    attempts: options.getInteger('attempts') ?? undefined,
    cooldownDays: options.getInteger('cooldown-days') ?? undefined,
    questions: asked.length > 0 ? asked : options.getBoolean('own-questions') === true ? [] : undefined,
  };
  const given = Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
  return Object.keys(given).length === 0 ? {} : { appeals: { ...mapping.appeals, ...given } };
}

function channelIn({ interaction: { options }, mapping }: AskedSetup): Partial<GuildMapping> {
  const use = CHANNEL_USES.find((one) => one === options.getString('for', true));
  if (use === undefined) throw new TypeError('Discord sent a use that was not offered');
  return mapChannel(mapping, use, options.getChannel('channel', true).id);
}

function noticesIn({ interaction: { options }, mapping }: AskedSetup): Partial<GuildMapping> {
  const stream: Stream | undefined = STREAMS.find((one) => one === options.getString('stream', true));
  if (stream === undefined) throw new TypeError('Discord sent a stream that was not offered');
  return { outcomeNotices: { ...mapping.outcomeNotices, [stream]: options.getBoolean('told', true) } };
}
