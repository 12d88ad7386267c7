import { Inject, Injectable, Logger } from '@nestjs/common';
import { EventLog } from '#events';
import { HandlesJob, RetryAt, type JobHandler, type JobPayloads, type JobRun } from '#jobs';
import { CLOCK, type Clock, type LoggedEvent } from '#kernel';
import { TicketReader, type TicketSummary } from '#tickets';
import { DiscordCallFailed } from '../api/discord-call-failed.js';
import { DiscordRest } from '../api/discord-rest.js';
import type { GuildMapping } from '../mapping/domain/guild-mapping.js';
import { GuildMappings } from '../mapping/guild-mappings.js';
import { Languages } from '../people/languages.js';
import { type Owed, NoticeStore, type PendingNotice } from './db/notice.store.js';
import { isTold, renderNotice } from './domain/render-notice.js';
import { Meetings } from './meetings.js';
import { UndeliveredNotes } from './undelivered-notes.js';

/** Tells one person what they are owed about one ticket, in order. */
@HandlesJob('discord.notices')
@Injectable()
export class NoticesHandler implements JobHandler<JobPayloads['discord.notices']> {
  private readonly logger = new Logger('Discord');

  constructor(
    private readonly rest: DiscordRest,
    private readonly store: NoticeStore,
    private readonly tickets: TicketReader,
    private readonly log: EventLog,
    private readonly mappings: GuildMappings,
    private readonly meetings: Meetings,
    private readonly undelivered: UndeliveredNotes,
    private readonly languages: Languages,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async handle(owed: Owed, { signal }: JobRun): Promise<void> {
    if (!this.rest.isSet) return;
    const [pending, [ticket], mapping] = await Promise.all([
      this.store.pending(owed),
      this.tickets.summaries(owed.guildId, [owed.ticketId]),
      this.mappings.of(owed.guildId),
    ]);
    if (ticket === undefined || mapping === null) return;
    for (const notice of pending) {
      if (signal.aborted) throw signal.reason;
      await this.tell(owed, notice, ticket, mapping, signal);
    }
    // Also with nothing left to tell: a run before may have ended between telling and this.
    await this.meetings.settle(owed, ticket);
  }

  private async tell(
    owed: Owed,
    notice: PendingNotice,
    ticket: TicketSummary,
    mapping: GuildMapping,
    signal: AbortSignal,
  ): Promise<void> {
    const event = await this.eventOf(owed, notice);
    if (event === null || !isTold(notice.kind, event, ticket, mapping)) {
      await this.settle(owed, notice, 'left_out', null, null, null);
      return;
    }
    const language = await this.languages.ofMember(owed.guildId, owed.userId);
    try {
      const { via, messageId } = await this.meetings.post(
        owed,
        ticket,
        mapping,
        {
          once: `notice:${owed.guildId}:${notice.seq}:${owed.userId}`,
          content: renderNotice(notice.kind, event, ticket, language),
          language,
        },
        signal,
      );
      await this.settle(owed, notice, 'delivered', via, messageId, null);
    } catch (error) {
      if (!(error instanceof DiscordCallFailed)) throw error;
      if (error.failure === 'limited') {
        throw new RetryAt(new Date(this.clock.now().getTime() + (error.retryAfterMs ?? 5_000)));
      }
      if (error.failure === 'retry') throw error;
      this.logger.debug({ ticketId: owed.ticketId, code: error.code }, 'A notice could not be delivered');
      await this.settle(owed, notice, 'undelivered', null, null, error.message);
      await this.undelivered.note(owed, notice.kind, error);
    }
  }

  /** Null when it is not there: then nothing can be told of it. */
  private async eventOf({ guildId }: Owed, { seq }: PendingNotice): Promise<LoggedEvent | null> {
    const [event] = await this.log.read(guildId, seq - 1n, 1);
    return event?.seq === seq ? event : null;
  }

  private settle(
    owed: Owed,
    { seq }: PendingNotice,
    state: 'delivered' | 'undelivered' | 'left_out',
    via: 'thread' | 'dm' | null,
    messageId: string | null,
    problem: string | null,
  ): Promise<void> {
    return this.store.settle(owed, seq, { state, via, messageId, problem, at: this.clock.now() });
  }
}
