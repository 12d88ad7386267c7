import { InteractionResponseType } from 'discord-api-types/v10';
import type { APIMessage, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { FIRST_ANSWER_MS } from '../interactions/record.js';
import type { Choices, InteractionRecord } from '../interactions/record.js';
import type { WaitOptions } from '../watch.js';
import type { World } from '../world/world.js';
import { MessageView } from './message-view.js';

/** The bot's first answer, whichever kind it is. */
export interface FirstResponse {
  readonly type: InteractionResponseType;
  /** Milliseconds from the click to the answer, in the server's time. */
  readonly afterMs: number;
  readonly message: MessageView | null;
  readonly ephemeral: boolean;
  readonly deferred: boolean;
  readonly modal: APIModalInteractionResponseCallbackData | null;
  readonly choices: Choices | null;
}

/** One interaction as the person who started it sees it. */
export class InteractionHandle {
  constructor(
    private readonly world: World,
    readonly record: InteractionRecord,
  ) {}

  get id(): string {
    return this.record.id;
  }

  /** Discord shows "The application did not respond". */
  get failed(): boolean {
    return this.record.answer === null && this.world.clock.now() - this.record.createdAt > FIRST_ANSWER_MS;
  }

  /** The first answer, once it is there. Rejects when the three seconds pass without one. */
  async response(options: WaitOptions = {}): Promise<FirstResponse> {
    const left = FIRST_ANSWER_MS - (this.world.clock.now() - this.record.createdAt);
    const { type, answeredAt } = await this.world.watch.until(
      () => {
        const { answer, answeredAt } = this.record;
        if (answer !== null) return { type: answer, answeredAt };
        if (this.failed) throw new Error('The application did not respond.');
        return null;
      },
      {
        timeout: Math.max(0, left) + 50,
        what: 'the first answer to an interaction (it has 3 s)',
        ...options,
      },
    );
    const { original, modal, choices } = this.record;
    const own = type === InteractionResponseType.DeferredMessageUpdate ? null : original;
    return {
      type,
      afterMs: (answeredAt ?? 0) - this.record.createdAt,
      message: own && new MessageView(this.world, own),
      ephemeral: own !== null && own.ephemeralFor !== null,
      deferred:
        type === InteractionResponseType.DeferredChannelMessageWithSource ||
        type === InteractionResponseType.DeferredMessageUpdate,
      modal,
      choices,
    };
  }

  /** The reply with something in it: waits past a deferral. */
  async reply(options: WaitOptions = {}): Promise<MessageView> {
    await this.response();
    return this.world.watch.until(
      () => {
        const { original } = this.record;
        const view = original ? new MessageView(this.world, original) : null;
        return view && !view.loading ? view : null;
      },
      { what: 'the reply to an interaction', ...options },
    );
  }

  /** The nth follow-up message (from 0), once it is there. */
  async followUp(index = 0, options: WaitOptions = {}): Promise<MessageView> {
    return this.world.watch.until(() => this.followUps[index], { what: `follow-up ${index}`, ...options });
  }

  get message(): MessageView | null {
    return this.record.original && new MessageView(this.world, this.record.original);
  }

  get followUps(): MessageView[] {
    return this.record.followUps.map((one) => new MessageView(this.world, one));
  }

  get modal(): APIModalInteractionResponseCallbackData | null {
    return this.record.modal;
  }

  get choices(): Choices | null {
    return this.record.choices;
  }

  /** The states of the first reply after each edit, oldest first. */
  get edits(): APIMessage[] {
    const { original } = this.record;
    if (!original || original.history.length === 0) return [];
    return [...original.history.slice(1), original.message];
  }
}
