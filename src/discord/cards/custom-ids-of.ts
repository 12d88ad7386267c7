import { ComponentType, type APIMessage } from 'discord-api-types/v10';

/** The custom ids of a message's buttons: by them the bot knows its own messages again. */
export function customIdsOf({ components = [] }: Pick<APIMessage, 'components'>): string[] {
  return components.flatMap((row) =>
    row.type === ComponentType.ActionRow
      ? row.components.flatMap((one) => ('custom_id' in one ? [one.custom_id] : []))
      : [],
  );
}
