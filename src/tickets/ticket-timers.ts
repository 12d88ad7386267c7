import { Injectable } from '@nestjs/common';
import { HandlesDue, type DueWork } from '#jobs';
import {
  DueTicketsReader,
  type DuePage,
  type DuePaging,
  type DueStale,
  type DueTarget,
  type DueTicket,
} from './db/due-tickets.reader.js';
import { TimerCommands } from './timer-commands.js';

/** Wakes tickets when their time has come, at most a second or two late. */
@HandlesDue<DueTicket>({ name: 'tickets.wake', everySeconds: 1 })
@Injectable()
export class TicketWaking implements DueWork<DueTicket> {
  constructor(
    private readonly due: DueTicketsReader,
    private readonly commands: TimerCommands,
  ) {}

  find(page: DuePage): Promise<DueTicket[]> {
    return this.due.waking(page);
  }

  handle(ticket: DueTicket): Promise<void> {
    return this.commands.give(ticket, { type: 'wake', cause: 'time' });
  }
}

/** Shows that a claim ran out; nobody could use it any more since the moment it did. */
@HandlesDue<DueTicket>({ name: 'tickets.claims', everySeconds: 10 })
@Injectable()
export class ClaimExpiry implements DueWork<DueTicket> {
  constructor(
    private readonly due: DueTicketsReader,
    private readonly commands: TimerCommands,
  ) {}

  find(page: DuePage): Promise<DueTicket[]> {
    return this.due.expiredClaims(page);
  }

  handle(ticket: DueTicket): Promise<void> {
    return this.commands.give(ticket, { type: 'expireClaim' });
  }
}

/** Warns of targets and marks those missed. One that is over is not warned of any more. */
@HandlesDue<DueTarget>({ name: 'tickets.targets', everySeconds: 2 })
@Injectable()
export class TargetWatch implements DueWork<DueTarget> {
  constructor(
    private readonly due: DueTicketsReader,
    private readonly commands: TimerCommands,
  ) {}

  find(page: DuePage): Promise<DueTarget[]> {
    return this.due.targets(page);
  }

  handle(ticket: DueTarget): Promise<void> {
    return this.commands.give(ticket, { type: ticket.isOver ? 'breach' : 'warn' });
  }
}

/** Pages again about what nobody has looked at. */
@HandlesDue<DuePaging>({ name: 'tickets.pages', everySeconds: 2 })
@Injectable()
export class Paging implements DueWork<DuePaging> {
  constructor(
    private readonly due: DueTicketsReader,
    private readonly commands: TimerCommands,
  ) {}

  find(page: DuePage): Promise<DuePaging[]> {
    return this.due.paging(page);
  }

  handle({ isOpenSomewhere, version, ...ticket }: DuePaging): Promise<void> {
    return this.commands.give(ticket, { type: 'page', isOpenSomewhere }, version);
  }
}

/** Reminds members who do not answer, and closes what stays without an answer. */
@HandlesDue<DueStale>({ name: 'tickets.stale', everySeconds: 10 })
@Injectable()
export class StaleTickets implements DueWork<DueStale> {
  constructor(
    private readonly due: DueTicketsReader,
    private readonly commands: TimerCommands,
  ) {}

  find(page: DuePage): Promise<DueStale[]> {
    return this.due.stale(page);
  }

  handle(ticket: DueStale): Promise<void> {
    return this.commands.give(ticket, { type: ticket.isReminded ? 'closeStale' : 'remind' });
  }
}
