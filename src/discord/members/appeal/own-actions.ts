import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '#kernel';
import { MemberActionsReader } from '#tickets';
import type { Asked } from '../../interactions/asked.js';
import { appealable, type Appealable } from './domain/appealable.js';

const DAY_MS = 86_400_000;
/** Appeals that run longer than the window are still shown with their decision. */
const LONGER = 2;

/** The decisions on the member who asks, newest first, and whether each can be appealed. */
@Injectable()
export class OwnActions {
  constructor(
    private readonly reader: MemberActionsReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of({ guildId, user, mapping }: Asked): Promise<Appealable[]> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - mapping.appeals.windowDays * LONGER * DAY_MS);
    const { actions, appeals } = await this.reader.since(guildId, user.id, since);
    return appealable(actions, appeals, now, mapping.appeals);
  }
}
