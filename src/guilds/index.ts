export { defaultTicketPolicy } from './default-settings.js';
export type { SlaPolicy, TicketPolicy } from './domain/ticket-policy.js';
export { GuildDirectory, type GuildSettings } from './guild-directory.js';
export { GuildsModule } from './guilds.module.js';
export { GuildsService } from './guilds.service.js';
export { GuildsHttpModule } from './http/guilds-http.module.js';
