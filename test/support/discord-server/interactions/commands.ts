import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord-api-types/v10';
import type {
  APIApplicationCommand,
  APIApplicationCommandOption,
  RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { invalidForm, refuse } from '../errors.js';
import type { FieldProblem } from '../errors.js';
import type { World } from '../world/world.js';

const CAPS: Record<number, number> = {
  [ApplicationCommandType.ChatInput]: 100,
  [ApplicationCommandType.User]: 15,
  [ApplicationCommandType.Message]: 15,
};

export function commandsIn(world: World, guildId: string | null): APIApplicationCommand[] {
  return [...world.commands.values()].filter((one) => one.guildId === guildId).map((one) => one.command);
}

function* optionProblems(
  options: readonly APIApplicationCommandOption[],
  path: readonly (string | number)[],
): Generator<FieldProblem> {
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    const nested =
      'options' in option ? ((option.options ?? []) as readonly APIApplicationCommandOption[]) : [];
    yield* optionProblems(nested, [...path, index, 'options']);
    if (option.required && optionalSeen) {
      const message = 'Required options must be placed before non-required options';
      yield { path: [...path, index], code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message };
    }
    if (!option.required) optionalSeen = true;
  }
  if (new Set(options.map((one) => one.name)).size < options.length) {
    yield {
      path,
      code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
      message: 'Option names must be unique',
    };
  }
}

function* nameProblems(body: RESTPostAPIApplicationCommandsJSONBody): Generator<FieldProblem> {
  const slash = (body.type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput;
  if (!slash) return;
  if (!/^[-_'\p{L}\p{N}]{1,32}$/u.test(body.name) || body.name !== body.name.toLowerCase()) {
    yield { path: ['name'], code: 'APPLICATION_COMMAND_INVALID_NAME', message: 'Command name is invalid' };
  }
  if (!('description' in body) || !body.description) {
    yield { path: ['description'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
  }
}

export function registerCommand(
  world: World,
  guildId: string | null,
  body: RESTPostAPIApplicationCommandsJSONBody,
  keepId?: string,
): APIApplicationCommand {
  const type = body.type ?? ApplicationCommandType.ChatInput;
  const options = 'options' in body ? (body.options ?? []) : [];
  const problems = [...nameProblems(body), ...optionProblems(options, ['options'])];
  if (problems.length > 0) throw invalidForm(problems);
  const twin = commandsIn(world, guildId).find((one) => one.name === body.name && one.type === type);
  const same = commandsIn(world, guildId).filter((one) => one.type === type);
  if (!twin && same.length >= (CAPS[type] ?? 1)) {
    throw invalidForm([
      { path: [], code: 'APPLICATION_COMMANDS_LIMIT_REACHED', message: 'Too many commands of this type' },
    ]);
  }
  const command = {
    description: '',
    default_member_permissions: null,
    nsfw: false,
    name_localizations: null,
    description_localizations: null,
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: guildId ? null : [InteractionContextType.Guild, InteractionContextType.BotDM],
    ...body,
    ...(options.length > 0 ? { options } : {}),
    id: keepId ?? twin?.id ?? world.ids.next(),
    application_id: world.application.id,
    version: world.ids.next(),
    type,
    ...(guildId ? { guild_id: guildId } : {}),
  } as APIApplicationCommand;
  world.commands.set(command.id, { command, guildId });
  world.watch.changed();
  return command;
}

/** Bulk overwrite: what is not in the list is gone, what keeps its name keeps its id. */
export function replaceCommands(
  world: World,
  guildId: string | null,
  bodies: readonly RESTPostAPIApplicationCommandsJSONBody[],
): APIApplicationCommand[] {
  const known = new Map(commandsIn(world, guildId).map((one) => [`${one.type}:${one.name}`, one.id]));
  for (const id of known.values()) world.commands.delete(id);
  return bodies.map((body) =>
    registerCommand(world, guildId, body, known.get(`${body.type ?? 1}:${body.name}`)),
  );
}

export function commandById(world: World, guildId: string | null, id: string): APIApplicationCommand {
  const found = world.commands.get(id);
  if (!found || found.guildId !== guildId) throw refuse.unknownCommand();
  return found.command;
}
