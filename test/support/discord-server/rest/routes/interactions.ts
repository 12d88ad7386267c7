import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import type { APIInteractionResponse, RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { refuse } from '../../errors.js';
import { answerInteraction, pending } from '../../interactions/answer.js';
import { commandById, commandsIn, registerCommand, replaceCommands } from '../../interactions/commands.js';
import type { InteractionRecord } from '../../interactions/record.js';
import { presentMessage } from '../../world/present.js';
import type { World } from '../../world/world.js';
import { isTrue, param, route } from '../route.js';
import type { RestRequest } from '../route.js';

function callbackResponse(
  world: World,
  interaction: InteractionRecord,
  type: InteractionResponseType,
): unknown {
  const { original } = interaction;
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(original
        ? {
            response_message_id: original.message.id,
            response_message_loading: ((original.message.flags ?? 0) & MessageFlags.Loading) !== 0,
            response_message_ephemeral: original.ephemeralFor !== null,
          }
        : {}),
    },
    resource: { type, ...(original ? { message: presentMessage(world, original) } : {}) },
  };
}

function callback(request: RestRequest): unknown {
  const { world, files } = request;
  const interaction = pending(world, param(request, 'interaction_id'), param(request, 'interaction_token'));
  const body = request.body as APIInteractionResponse & { data?: Record<string, unknown> };
  answerInteraction(world, interaction, body.type, body.data ?? {}, files);
  return isTrue(request.query.get('with_response'))
    ? callbackResponse(world, interaction, body.type)
    : undefined;
}

/** Commands belong to an application; another's are forbidden. */
function scope(request: RestRequest): string | null {
  if (param(request, 'application_id') !== request.world.application.id) throw refuse.missingAccess();
  const guildId = request.params.guild_id ?? null;
  if (guildId !== null && !request.world.guild(guildId).members.has(request.actorId))
    throw refuse.missingAccess();
  return guildId;
}

type CommandBody = RESTPostAPIApplicationCommandsJSONBody;

function patchCommand(request: RestRequest): unknown {
  const guildId = scope(request);
  const before = commandById(request.world, guildId, param(request, 'command_id'));
  const body = { ...before, ...(request.body as Partial<CommandBody>) } as CommandBody;
  return registerCommand(request.world, guildId, body, before.id);
}

const commandRoutes = [
  '/applications/{application_id}/commands',
  '/applications/{application_id}/guilds/{guild_id}/commands',
].flatMap((base) => [
  route(`GET ${base}`, (request) => commandsIn(request.world, scope(request))),
  route(`PUT ${base}`, (request) =>
    replaceCommands(request.world, scope(request), (request.body ?? []) as CommandBody[]),
  ),
  route(`POST ${base}`, (request) =>
    registerCommand(request.world, scope(request), request.body as CommandBody),
  ),
  route(`GET ${base}/{command_id}`, (request) =>
    commandById(request.world, scope(request), param(request, 'command_id')),
  ),
  route(`PATCH ${base}/{command_id}`, patchCommand),
  route(`DELETE ${base}/{command_id}`, (request) => {
    const command = commandById(request.world, scope(request), param(request, 'command_id'));
    request.world.commands.delete(command.id);
  }),
]);

export const interactionRoutes = [
  route('POST /interactions/{interaction_id}/{interaction_token}/callback', callback, 'none'),
  ...commandRoutes,
];
