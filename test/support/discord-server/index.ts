export { DiscordServer } from './server.js';
export { Actor } from './actors/actor.js';
export { GuildHandle } from './actors/guild-builder.js';
export { ChannelHandle } from './actors/handles.js';
export { ActorRefused } from './actors/refusal.js';
