export { DiscordHttpModule } from './discord-http.module.js';
export { DiscordModule } from './discord.module.js';
