import { defineTexts } from '../../text/texts.js';

/** What staff read on an appeal of what it took back on Discord. */
export const reversalTexts = defineTexts(
  {
    what: {
      ban: (userId: string) => `The ban of ${userId}`,
      timeout: (userId: string) => `The timeout of ${userId}`,
      role_change: (userId: string) => `The change of roles of ${userId}`,
    },
    permissions: { ban: 'Ban Members', timeout: 'Time out Members', role_change: 'Manage Roles' },
    lifted: (what: string) => `${what} is lifted on Discord.`,
    not_in_force: (what: string) =>
      `${what} was not in force on Discord any more, so nothing had to be lifted.`,
    another_holds: (what: string) =>
      `${what} is not lifted on Discord: another decision of the kind holds against them. Lift it by hand if that one is to end too.`,
    by_hand: (what: string) =>
      `${what} is not undone on Discord: which roles they had is not on record. Set them by hand.`,
    member_gone: (what: string) =>
      `${what} is not lifted on Discord: they are not on the server. Lift it by hand when they come back.`,
    refused: (what: string, permission: string) =>
      `${what} is NOT lifted: Discord refused it. Give the bot the permission “${permission}” and a role above theirs, and lift this one by hand.`,
  },
  {
    de: {
      what: {
        ban: (userId) => `Der Bann von ${userId}`,
        timeout: (userId) => `Der Timeout von ${userId}`,
        role_change: (userId) => `Die Änderung der Rollen von ${userId}`,
      },
      permissions: {
        ban: 'Mitglieder bannen',
        timeout: 'Mitglieder im Timeout',
        role_change: 'Rollen verwalten',
      },
      lifted: (what) => `${what} ist auf Discord aufgehoben.`,
      not_in_force: (what) => `${what} galt auf Discord nicht mehr; es war nichts aufzuheben.`,
      another_holds: (what) =>
        `${what} ist auf Discord nicht aufgehoben: eine weitere Entscheidung dieser Art gilt noch. Bitte von Hand aufheben, wenn auch die enden soll.`,
      by_hand: (what) =>
        `${what} ist auf Discord nicht rückgängig gemacht: welche Rollen es vorher waren, ist nicht bekannt. Bitte von Hand setzen.`,
      member_gone: (what) =>
        `${what} ist auf Discord nicht aufgehoben: das Mitglied ist nicht auf dem Server. Bitte von Hand aufheben, wenn es zurückkommt.`,
      refused: (what, permission) =>
        `${what} ist NICHT aufgehoben: Discord hat es abgelehnt. Gib dem Bot die Berechtigung „${permission}“ und eine höhere Rolle als dem Mitglied, und heb es von Hand auf.`,
    },
  },
);
