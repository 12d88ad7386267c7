import { Injectable } from '@nestjs/common';
import { CatchUpStore } from './catch-up/db/catch-up.store.js';
import { LogChannelStore } from './log-channels/db/log-channel.store.js';
import { NO_CONTENT } from './log-channels/log-channel-reading.js';

export interface IntakeProblem {
  readonly what: 'audit_log' | 'log_channel' | 'no_message_content';
  /** Null for what concerns the whole guild. */
  readonly channelId: string | null;
  /** What Discord said. */
  readonly detail: string | null;
}

/** What keeps a guild's doors on Discord from taking in what they should, as it was found last. */
@Injectable()
export class IntakeProblems {
  constructor(
    private readonly catchUps: CatchUpStore,
    private readonly channels: LogChannelStore,
  ) {}

  async of(guildId: string): Promise<IntakeProblem[]> {
    const [catchUp, channels] = await Promise.all([
      this.catchUps.get(guildId),
      this.channels.problems(guildId),
    ]);
    const detail = catchUp?.auditProblem ?? null;
    return [
      ...(detail === null ? [] : [{ what: 'audit_log', channelId: null, detail } as const]),
      ...channels.map(({ channelId, problem }): IntakeProblem =>
        problem === NO_CONTENT
          ? { what: NO_CONTENT, channelId, detail: null }
          : { what: 'log_channel', channelId, detail: problem },
      ),
    ];
  }
}
