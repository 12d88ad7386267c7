import { BuiltInSources } from '#sources';
import { call } from '../call.js';
import type { BotApp } from './bot-app.js';

/** Changes a source that comes with Docket as an administrator does it. */
export async function changeSource(
  { app, guild, docket }: BotApp,
  kind: 'automod' | 'audit_log',
  changes: Record<string, unknown>,
): Promise<void> {
  const { id } = await app.app.get(BuiltInSources).of(guild.id, kind);
  const path = `/v1/guilds/${guild.id}/sources/${id}`;
  const { status } = await call(app, 'PATCH', path, docket.adminToken, changes);
  if (status !== 200) throw new Error(`The source was not changed: ${status}`);
}
