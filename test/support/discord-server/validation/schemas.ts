import { InteractionResponseType } from 'discord-api-types/v10';
import * as spec from 'discord-api-spec/zod';
import * as z from 'zod/mini';
import type { ZodMiniType } from 'zod/mini';

type Pick = (body: unknown) => ZodMiniType;

const always =
  (schema: ZodMiniType): Pick =>
  () =>
    schema;

function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

/** The published union of callbacks, entered by its `type` so that errors speak of the right member. */
const callback: Pick = (body) => {
  switch (field(body, 'type')) {
    case InteractionResponseType.Pong:
      return spec.PongInteractionCallbackRequestSchema;
    case InteractionResponseType.DeferredMessageUpdate:
    case InteractionResponseType.UpdateMessage:
      return spec.UpdateMessageInteractionCallbackRequestSchema;
    case InteractionResponseType.ApplicationCommandAutocompleteResult:
      return spec.ApplicationCommandAutocompleteCallbackRequestSchema;
    case InteractionResponseType.Modal:
      return spec.ModalInteractionCallbackRequestSchema;
    default:
      return spec.CreateMessageInteractionCallbackRequestSchema;
  }
};

const webhookName = z.string().check(z.minLength(1), z.maxLength(80));
const channelPatch = z.union([
  spec.UpdateThreadRequestPartialSchema,
  spec.UpdateGuildChannelRequestPartialSchema,
]);

const threadFields = ['archived', 'locked', 'invitable', 'auto_archive_duration', 'applied_tags'];

const COMMANDS = '/applications/{application_id}/commands';
const GUILD_COMMANDS = '/applications/{application_id}/guilds/{guild_id}/commands';
const CHANNEL = '/channels/{channel_id}';
const GUILD = '/guilds/{guild_id}';
const WEBHOOK = '/webhooks/{webhook_id}';

/** Request bodies by route. Bodies the spec writes inline, and so has no name for, are written out from it. */
export const bodySchemas: Readonly<Record<string, Pick>> = {
  [`POST ${COMMANDS}`]: always(spec.ApplicationCommandCreateRequestSchema),
  [`PUT ${COMMANDS}`]: always(z.array(spec.ApplicationCommandUpdateRequestSchema)),
  [`PATCH ${COMMANDS}/{command_id}`]: always(spec.ApplicationCommandPatchRequestPartialSchema),
  [`POST ${GUILD_COMMANDS}`]: always(spec.ApplicationCommandCreateRequestSchema),
  [`PUT ${GUILD_COMMANDS}`]: always(z.array(spec.ApplicationCommandUpdateRequestSchema)),
  [`PATCH ${GUILD_COMMANDS}/{command_id}`]: always(spec.ApplicationCommandPatchRequestPartialSchema),
  [`POST ${CHANNEL}/messages`]: always(spec.MessageCreateRequestSchema),
  [`PATCH ${CHANNEL}/messages/{message_id}`]: always(spec.MessageEditRequestPartialSchema),
  [`POST ${CHANNEL}/messages/bulk-delete`]: always(
    z.object({ messages: z.array(spec.SnowflakeTypeSchema).check(z.minLength(2), z.maxLength(100)) }),
  ),
  [`POST ${CHANNEL}/messages/{message_id}/threads`]: always(spec.CreateTextThreadWithMessageRequestSchema),
  [`POST ${CHANNEL}/threads`]: (body) =>
    field(body, 'message') === undefined
      ? spec.CreateTextThreadWithoutMessageRequestSchema
      : spec.CreateForumThreadRequestSchema,
  [`PATCH ${CHANNEL}`]: (body) =>
    threadFields.some((name) => field(body, name) !== undefined)
      ? spec.UpdateThreadRequestPartialSchema
      : channelPatch,
  [`PUT ${CHANNEL}/permissions/{overwrite_id}`]: always(
    z.object({
      type: z.nullish(z.literal([0, 1])),
      allow: z.nullish(z.number()),
      deny: z.nullish(z.number()),
    }),
  ),
  [`POST ${CHANNEL}/webhooks`]: always(z.object({ name: webhookName, avatar: z.nullish(z.string()) })),
  [`PATCH ${WEBHOOK}`]: always(
    z.object({
      name: z.optional(webhookName),
      avatar: z.nullish(z.string()),
      channel_id: z.nullish(spec.SnowflakeTypeSchema),
    }),
  ),
  [`POST ${WEBHOOK}/{webhook_token}`]: always(spec.IncomingWebhookRequestPartialSchema),
  [`PATCH ${WEBHOOK}/{webhook_token}/messages/@original`]: always(
    spec.IncomingWebhookUpdateRequestPartialSchema,
  ),
  [`PATCH ${WEBHOOK}/{webhook_token}/messages/{message_id}`]: always(
    spec.IncomingWebhookUpdateRequestPartialSchema,
  ),
  ['POST /interactions/{interaction_id}/{interaction_token}/callback']: callback,
  [`POST ${GUILD}/channels`]: always(spec.CreateGuildChannelRequestSchema),
  [`PUT ${GUILD}/bans/{user_id}`]: always(spec.BanUserFromGuildRequestSchema),
  [`POST ${GUILD}/bulk-ban`]: always(spec.BulkBanUsersRequestSchema),
  [`POST ${GUILD}/roles`]: always(spec.CreateRoleRequestSchema),
  [`PATCH ${GUILD}/roles/{role_id}`]: always(spec.UpdateRoleRequestPartialSchema),
  [`PATCH ${GUILD}/members/{user_id}`]: always(
    z.object({
      nick: z.nullish(z.string().check(z.maxLength(32))),
      roles: z.nullish(z.array(spec.SnowflakeTypeSchema)),
      mute: z.nullish(z.boolean()),
      deaf: z.nullish(z.boolean()),
      channel_id: z.nullish(spec.SnowflakeTypeSchema),
      communication_disabled_until: z.nullish(z.iso.datetime({ offset: true })),
      flags: z.nullish(z.number()),
    }),
  ),
  [`PATCH ${GUILD}/members/@me`]: always(z.object({ nick: z.nullish(z.string().check(z.maxLength(32))) })),
  ['POST /users/@me/channels']: always(spec.CreatePrivateChannelRequestSchema),
};

const limit = (max: number): ZodMiniType => z.optional(z.coerce.number().check(z.minimum(1), z.maximum(max)));
const snowflake = z.optional(spec.SnowflakeTypeSchema);
const flag = z.optional(z.enum(['true', 'false', '1', '0', 'True', 'False']));

/** Query parameters by route. A parameter not listed is no parameter of the route. */
export const querySchemas: Readonly<Record<string, ZodMiniType>> = {
  [`GET ${CHANNEL}/messages`]: z.strictObject({
    around: snowflake,
    before: snowflake,
    after: snowflake,
    limit: limit(100),
  }),
  [`GET ${CHANNEL}/messages/pins`]: z.strictObject({ before: z.optional(z.string()), limit: limit(50) }),
  [`GET ${CHANNEL}/thread-members`]: z.strictObject({
    with_member: flag,
    limit: limit(100),
    after: snowflake,
  }),
  [`GET ${CHANNEL}/thread-members/{user_id}`]: z.strictObject({ with_member: flag }),
  [`GET ${CHANNEL}/threads/archived/public`]: z.strictObject({
    before: z.optional(z.string()),
    limit: limit(100),
  }),
  [`GET ${CHANNEL}/threads/archived/private`]: z.strictObject({
    before: z.optional(z.string()),
    limit: limit(100),
  }),
  [`GET ${GUILD}`]: z.strictObject({ with_counts: flag }),
  [`GET ${GUILD}/bans`]: z.strictObject({ limit: limit(1000), before: snowflake, after: snowflake }),
  [`GET ${GUILD}/members`]: z.strictObject({ limit: limit(1000), after: snowflake }),
  [`GET ${GUILD}/members/search`]: z.strictObject({ query: z.string(), limit: limit(1000) }),
  [`GET ${GUILD}/audit-logs`]: z.strictObject({
    user_id: snowflake,
    target_id: snowflake,
    action_type: z.optional(z.coerce.number()),
    before: snowflake,
    after: snowflake,
    limit: limit(100),
  }),
  [`POST ${WEBHOOK}/{webhook_token}`]: z.strictObject({
    wait: flag,
    thread_id: snowflake,
    with_components: flag,
  }),
  [`GET ${WEBHOOK}/{webhook_token}/messages/{message_id}`]: z.strictObject({ thread_id: snowflake }),
  [`PATCH ${WEBHOOK}/{webhook_token}/messages/{message_id}`]: z.strictObject({
    thread_id: snowflake,
    with_components: flag,
  }),
  [`DELETE ${WEBHOOK}/{webhook_token}/messages/{message_id}`]: z.strictObject({ thread_id: snowflake }),
  [`GET ${WEBHOOK}/{webhook_token}/messages/@original`]: z.strictObject({ thread_id: snowflake }),
  [`PATCH ${WEBHOOK}/{webhook_token}/messages/@original`]: z.strictObject({
    thread_id: snowflake,
    with_components: flag,
  }),
  [`DELETE ${WEBHOOK}/{webhook_token}/messages/@original`]: z.strictObject({ thread_id: snowflake }),
  ['POST /interactions/{interaction_id}/{interaction_token}/callback']: z.strictObject({
    with_response: flag,
  }),
  [`GET ${COMMANDS}`]: z.strictObject({ with_localizations: flag }),
  [`GET ${GUILD_COMMANDS}`]: z.strictObject({ with_localizations: flag }),
};
