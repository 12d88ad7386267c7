/** What must be known of a message to tell whether it is another bot's log. */
export interface MessageFacts {
  readonly type: number;
  readonly author: { readonly id: string; readonly bot?: boolean };
  readonly webhook_id?: string;
  readonly application_id?: string;
}

/** Default messages, replies, and answers to commands; joins, pins and boosts are Discord's own. */
const WRITTEN = new Set([0, 19, 20, 23]);

/** Written by a bot or a webhook, and not by Docket: people's words come in when people report them. */
export function isLogMessage(message: MessageFacts, own: { readonly botId: string }): boolean {
  if (!WRITTEN.has(message.type)) return false;
  const { author, webhook_id: webhookId, application_id: applicationId } = message;
  // A bot's account and its application share one id for all bots made since 2016.
  if (author.id === own.botId || applicationId === own.botId) return false;
  return author.bot === true || webhookId !== undefined;
}
