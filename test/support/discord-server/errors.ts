/** A refusal as Discord words it: HTTP status, JSON code and message. Thrown to actors and sent to the bot alike. */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';

  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(message);
  }

  toJSON(): Record<string, unknown> {
    return { message: this.message, code: this.code, ...this.extra };
  }
}

const make = (status: number, code: number, message: string) => () => new DiscordError(status, code, message);

/** Every refusal this server gives, in one place. */
export const refuse = {
  notFound: make(404, 0, '404: Not Found'),
  unauthorized: make(401, 0, '401: Unauthorized'),
  methodNotAllowed: make(405, 0, '405: Method Not Allowed'),
  unknownApplication: make(404, 10002, 'Unknown Application'),
  unknownChannel: make(404, 10003, 'Unknown Channel'),
  unknownGuild: make(404, 10004, 'Unknown Guild'),
  unknownMember: make(404, 10007, 'Unknown Member'),
  unknownMessage: make(404, 10008, 'Unknown Message'),
  unknownRole: make(404, 10011, 'Unknown Role'),
  unknownUser: make(404, 10013, 'Unknown User'),
  unknownWebhook: make(404, 10015, 'Unknown Webhook'),
  unknownBan: make(404, 10026, 'Unknown Ban'),
  unknownInteraction: make(404, 10062, 'Unknown interaction'),
  unknownCommand: make(404, 10063, 'Unknown application command'),
  tooManyPins: make(400, 30003, 'Maximum number of pins reached (250)'),
  tooManyWebhooks: make(400, 30007, 'Maximum number of webhooks reached (15)'),
  tooManyChannels: make(400, 30013, 'Maximum number of guild channels reached (500)'),
  tooManyThreadMembers: make(400, 30033, 'Maximum number of thread participants has been reached (1000)'),
  noBotEndpoint: make(403, 20002, 'Only bots can use this endpoint'),
  blockedByAutoMod: make(400, 200000, 'Message was blocked by automatic moderation'),
  interactionAcknowledged: make(400, 40060, 'Interaction has already been acknowledged.'),
  userBanned: make(403, 40007, 'The user is banned from this guild.'),
  missingAccess: make(403, 50001, 'Missing Access'),
  editNotOwn: make(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: make(400, 50006, 'Cannot send an empty message'),
  dmClosed: make(403, 50007, 'Cannot send messages to this user'),
  noMutualGuild: make(403, 50278, 'Cannot send messages to this user due to having no mutual guilds'),
  missingPermissions: make(403, 50013, 'Missing Permissions'),
  wrongChannelType: make(400, 50024, 'Cannot execute action on this channel type'),
  invalidWebhookToken: make(401, 50027, 'Invalid Webhook Token'),
  tooOldToBulkDelete: make(400, 50034, 'A message provided was too old to bulk delete'),
  threadArchived: make(400, 50083, 'Thread is archived'),
  threadExists: make(400, 160004, 'A thread has already been created for this message'),
  threadLocked: make(400, 160005, 'Thread is locked'),
  activeThreadCap: make(400, 160006, 'Maximum number of active threads reached'),
  systemMessage: make(403, 50021, 'Cannot execute action on a system message'),
} satisfies Record<string, () => DiscordError>;

export interface FieldProblem {
  path: readonly (string | number)[];
  code: string;
  message: string;
}

/** Where Discord lists the problems of one field. */
const LEAF = '_errors';

/** 50035, with the nested `errors` object Discord's clients print. */
export function invalidForm(problems: readonly FieldProblem[]): DiscordError {
  const errors: Record<string, unknown> = {};
  for (const problem of problems) {
    let at = errors;
    for (const key of problem.path.map(String)) at = (at[key] ??= {}) as Record<string, unknown>;
    const list = (at[LEAF] ??= []) as unknown[];
    list.push({ code: problem.code, message: problem.message });
  }
  return new DiscordError(400, 50035, 'Invalid Form Body', { errors });
}

/** A rate limit met by one resource, which Discord answers as 429 with a code and a wait. */
export function rateLimited(code: number, message: string, retryAfterSeconds: number): DiscordError {
  return new DiscordError(429, code, message, { retry_after: retryAfterSeconds, global: false });
}
