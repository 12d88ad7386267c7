/** What Discord's own client would not let a person do; the bot never hears of it. */
export class ActorRefused extends Error {
  override readonly name = 'ActorRefused';
}
