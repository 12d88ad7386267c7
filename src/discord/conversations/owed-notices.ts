import { Injectable } from '@nestjs/common';
import { FindsOwed, type JobRequest, type OwedWork } from '#jobs';
import type { Tx } from '#platform';
import { NoticeStore, type Owed } from './db/notice.store.js';
import { noticeJob } from './notice-job.js';

/** Finds notices whose job was lost (I10). */
@FindsOwed({ name: 'discord.notices', everySeconds: 60 })
@Injectable()
export class OwedNotices implements OwedWork {
  constructor(private readonly store: NoticeStore) {}

  async find(
    tx: Tx,
    { limit, after }: { readonly limit: number; readonly after: string | null },
  ): Promise<{ jobs: JobRequest[]; next: string | null }> {
    const owed = await this.store.owed(tx, after === null ? null : parse(after), limit);
    const last = owed.at(-1);
    return {
      jobs: owed.map(noticeJob),
      next:
        owed.length < limit || last === undefined ? null : `${last.guildId}:${last.ticketId}:${last.userId}`,
    };
  }
}

function parse(cursor: string): Owed {
  const [guildId = '', ticketId = '', userId = ''] = cursor.split(':');
  return { guildId, ticketId, userId };
}
