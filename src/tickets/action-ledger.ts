import { Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { Database } from '#platform';
import { recordSeen, recordFromTwo, reverseSeen } from './db/seen-action-store.js';
import type { SeenAction, SeenReversal } from './domain/seen-action.js';

/** Keeps what was done to members outside of tickets, so that it is counted, and can be appealed (I7). */
@Injectable()
export class ActionLedger {
  constructor(private readonly database: Database) {}

  /** In one statement each; what is there already stays as it is. */
  async record(
    guildId: string,
    actions: readonly SeenAction[],
    reversals: readonly SeenReversal[] = [],
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      await recordSeen(
        tx,
        actions.map((action) => ({ ...action, guildId, id: newId() })),
      );
      await reverseSeen(tx, guildId, reversals);
    });
  }

  /** For what two doors tell of, each under an id of its own: the second fills in what the first did not know. */
  async recordFromTwo(guildId: string, actions: readonly SeenAction[]): Promise<void> {
    if (actions.length === 0) return;
    await this.database.transaction((tx) =>
      recordFromTwo(
        tx,
        guildId,
        actions.map((action) => ({ ...action, guildId, id: newId() })),
      ),
    );
  }
}
