import { Injectable } from '@nestjs/common';
import { ConsumesLog, type LogConsumer } from '#events';
import { Jobs } from '#jobs';
import type { LoggedEvent } from '#kernel';
import type { Tx } from '#platform';
import { NoticeStore, type NoticeEvent } from './db/notice.store.js';
import { noticeKind } from './domain/notice-kind.js';
import { noticeJob } from './notice-job.js';

/** Owes the members concerned a notice of what happened to what they sent in. */
@ConsumesLog({ name: 'discord.notices' })
@Injectable()
export class NoticeConsumer implements LogConsumer {
  constructor(
    private readonly store: NoticeStore,
    private readonly jobs: Jobs,
  ) {}

  async consume(
    tx: Tx,
    guildId: string,
    events: readonly LoggedEvent[],
  ): Promise<(() => Promise<void>) | null> {
    const told = events.flatMap((event): NoticeEvent[] => {
      const kind = noticeKind(event);
      return kind === null ? [] : [{ seq: event.seq, ticketId: event.ticketId, kind, at: event.at }];
    });
    if (told.length === 0) return null;
    const people = await this.store.owe(tx, guildId, told);
    if (people.length === 0) return null;
    return async () => {
      await this.jobs.addMany(people.map((person) => noticeJob({ guildId, ...person })));
    };
  }
}
