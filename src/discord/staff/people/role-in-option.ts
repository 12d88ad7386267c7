import type { ChatInputCommandInteraction } from 'discord.js';
import type { Role } from '#kernel';
import { isKnownMember } from '../../interactions/named-member.js';
import type { Asked } from '../../interactions/asked.js';
import { roleOf } from '../../mapping/domain/role-of.js';

/** The role in Docket of the member that an option names, from what Discord sends of them; `member` for who left. */
export function roleInOption(
  { interaction, mapping }: Asked<ChatInputCommandInteraction>,
  name: string,
): Role {
  const member = interaction.options.getMember(name);
  if (member === null) return 'member';
  const roleIds = isKnownMember(member) ? [...member.roles.cache.keys()] : member.roles;
  const permissions = BigInt(isKnownMember(member) ? member.permissions.bitfield : member.permissions);
  return roleOf({ roleIds, administrates: (permissions & ADMINISTRATOR) !== 0n }, mapping);
}

const ADMINISTRATOR = 1n << 3n;
