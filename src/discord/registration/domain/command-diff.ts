import type { APIApplicationCommand, RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';

type Wanted = RESTPostAPIApplicationCommandsJSONBody;

export interface CommandChanges {
  readonly create: readonly Wanted[];
  readonly update: readonly { readonly id: string; readonly command: Wanted }[];
  readonly remove: readonly string[];
}

/** What must be done so that Discord knows just the wanted commands; those that are as wanted are left alone. */
export function diffCommands(
  wanted: readonly Wanted[],
  present: readonly APIApplicationCommand[],
): CommandChanges {
  const known = new Map(present.map((command) => [keyOf(command), command]));
  const create: Wanted[] = [];
  const update: { id: string; command: Wanted }[] = [];
  for (const command of wanted) {
    const there = known.get(keyOf(command));
    known.delete(keyOf(command));
    if (there === undefined) create.push(command);
    else if (!covers(there, command)) update.push({ id: there.id, command });
  }
  return { create, update, remove: [...known.values()].map(({ id }) => id) };
}

function keyOf({ name, type = 1 }: { readonly name: string; readonly type?: number | undefined }): string {
  return `${type}:${name}`;
}

/** Whether all that is wanted stands there: Discord adds ids, versions and defaults of its own. */
function covers(there: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    const list = Array.isArray(there) ? there : [];
    return list.length === wanted.length && wanted.every((one, i) => covers(list[i], one));
  }
  if (wanted !== null && typeof wanted === 'object') {
    const fields = (there ?? {}) as Record<string, unknown>;
    return Object.entries(wanted).every(([key, value]) => covers(fields[key], value));
  }
  if (isEmpty(wanted) && isEmpty(there)) return true;
  return there === wanted;
}

/** Discord leaves out what says nothing. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === false || value === '';
}
