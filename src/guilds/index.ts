export { GuildDirectory, type GuildSettings } from './guild-directory.js';
export { GuildsModule } from './guilds.module.js';
