import { Injectable } from '@nestjs/common';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { BaseInteraction, GuildMember } from 'discord.js';
import { DomainError, roleAtLeast, type Role } from '#kernel';
import { EMPTY_MAPPING } from '../mapping/domain/guild-mapping.js';
import { roleOf } from '../mapping/domain/role-of.js';
import { GuildMappings } from '../mapping/guild-mappings.js';
import { Languages } from '../people/languages.js';
import { StaffSightings } from '../people/staff-sightings.js';
import { commonTexts } from '../text/common.texts.js';
import { languageOf } from '../text/texts.js';
import type { Asked } from './asked.js';

interface Demands {
  readonly needs: Role;
  readonly beforeSetup?: boolean;
  guildOf?(args: readonly string[]): string | undefined;
}

/** Makes out who asks, and whether they may. Roles are those that Discord names with the interaction itself. */
@Injectable()
export class Asking {
  constructor(
    private readonly mappings: GuildMappings,
    private readonly sightings: StaffSightings,
    private readonly languages: Languages,
  ) {}

  /** Throws DomainError with a text for the person: not in a server, not set up, not the role. */
  async check<Interaction extends BaseInteraction>(
    interaction: Interaction,
    args: readonly string[],
    demands: Demands,
  ): Promise<Asked<Interaction>> {
    const { needs, beforeSetup = false } = demands;
    const language = languageOf(interaction.locale);
    const texts = commonTexts[language];
    const { member } = interaction;
    const guildId = interaction.guildId ?? demands.guildOf?.(args);
    if (guildId === undefined) throw new DomainError('invalid', 'only_in_server', texts.onlyInServer);
    const stored = await this.mappings.of(guildId);
    if (stored === null && !beforeSetup) throw new DomainError('conflict', 'not_set_up', texts.notSetUp);
    const mapping = stored ?? EMPTY_MAPPING;
    const { id, displayName } = interaction.user;
    if (stored !== null) await this.languages.saw(guildId, id, interaction.locale);
    // Direct messages name no roles, and a member is all that what works there needs.
    const role =
      member === null
        ? 'member'
        : roleOf(
            {
              roleIds: Array.isArray(member.roles)
                ? member.roles
                : [...(member as GuildMember).roles.cache.keys()],
              administrates: interaction.memberPermissions?.has(PermissionFlagsBits.Administrator) ?? false,
            },
            mapping,
          );
    if (stored !== null && member !== null)
      this.sightings.note(guildId, { userId: id, name: displayName, role });
    if (!roleAtLeast(role, needs)) {
      throw new DomainError('forbidden', 'needs_role', texts.needsRole(texts.roles[needs]));
    }
    const actor = { type: 'user', id, role } as const;
    return { interaction, guildId, user: { id, name: displayName }, role, actor, mapping, language, args };
  }
}
