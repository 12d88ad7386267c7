export { DiscordModule } from './discord.module.js';
