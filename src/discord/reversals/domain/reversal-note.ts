import type { Reversal, ReversalResult, ReversedType } from './reversal.js';

const WHAT: Readonly<Record<ReversedType, string>> = {
  ban: 'The ban',
  timeout: 'The timeout',
  role_change: 'The change of roles',
};

const PERMISSION: Readonly<Record<ReversedType, string>> = {
  ban: 'Ban Members',
  timeout: 'Time out Members',
  role_change: 'Manage Roles',
};

/** What staff read on the appeal; null: nothing is worth saying. */
export function reversalNote(
  { type, subjectId }: Pick<Reversal, 'type' | 'subjectId'>,
  result: ReversalResult,
): string | null {
  const what = `${WHAT[type]} of ${subjectId}`;
  switch (result) {
    case 'lifted':
      return `${what} is lifted on Discord.`;
    case 'not_in_force':
      return `${what} was not in force on Discord any more, so nothing had to be lifted.`;
    case 'another_holds':
      return `${what} is not lifted on Discord: another decision of the kind holds against them. Lift it by hand if that one is to end too.`;
    case 'by_hand':
      return `${what} is not undone on Discord: which roles they had is not on record. Set them by hand.`;
    case 'member_gone':
      return `${what} is not lifted on Discord: they are not on the server. Lift it by hand when they come back.`;
    case 'refused':
      return `${what} is NOT lifted: Discord refused it. Give the bot the permission “${PERMISSION[type]}” and a role above theirs, and lift this one by hand.`;
    case 'off':
      return null;
    default:
      return result satisfies never;
  }
}
