import { DiscoveryService } from '@nestjs/core';
import type {
  APIModalInteractionResponseCallbackData,
  RESTPostAPIApplicationCommandsJSONBody,
  APIApplicationCommandOptionChoice,
} from 'discord-api-types/v10';
import type {
  AutocompleteInteraction,
  BaseInteraction,
  ChatInputCommandInteraction,
  InteractionEditReplyOptions,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  UserContextMenuCommandInteraction,
} from 'discord.js';
import type { Role } from '#kernel';
import type { Language } from '../text/texts.js';
import type { Asked, AskedDirectly } from './asked.js';

/** What the person who asked is told, seen by them alone. Text of others in it is quoted already. */
export type Answer =
  string | Pick<InteractionEditReplyOptions, 'content' | 'embeds' | 'components' | 'files' | 'flags'>;

export type CommandInteraction =
  ChatInputCommandInteraction | MessageContextMenuCommandInteraction | UserContextMenuCommandInteraction;

interface Answers<Interaction extends BaseInteraction> {
  /** The role in Docket that it takes; checked before anything else of it runs. */
  readonly needs: Role;
  /** True: also in a guild that is not set up yet, with the empty mapping. */
  readonly beforeSetup?: boolean;
  /** Is deferred at once, so it has minutes. Throws `DomainError` for what the person is told as it stands. */
  run(asked: Asked<Interaction>): Promise<Answer>;
  /** What the person wrote: given back to them where it could not be used. */
  words?(interaction: Interaction): string;
  /** The guild that an interaction in direct messages is about; without it there are none there. */
  guildOf?(args: readonly string[]): string | undefined;
}

/**
 * Asks for more by a modal, which must be the first answer and comes within a moment: from the interaction
 * alone, with no look at any table. The role is checked when the modal comes back.
 */
interface Asks<Interaction extends BaseInteraction> {
  modal(
    interaction: Interaction,
    args: readonly string[],
    language: Language,
  ): APIModalInteractionResponseCallbackData;
}

export type Choice = APIApplicationCommandOptionChoice<string>;

interface Defined {
  readonly definition: RESTPostAPIApplicationCommandsJSONBody;
  /** What it does in direct messages, where it is about no guild yet. */
  runDirectly?(direct: AskedDirectly): Promise<Answer>;
  /** At most 25 choices; an error shows none. The role is not checked yet: look at `asked.role`. */
  complete?(asked: Asked<AutocompleteInteraction>): Promise<readonly Choice[]>;
}

export interface AnsweringCommand<Interaction extends CommandInteraction>
  extends Answers<Interaction>, Defined {}
export interface AskingCommand<Interaction extends CommandInteraction> extends Asks<Interaction>, Defined {}
export type CommandHandler<Interaction extends CommandInteraction = CommandInteraction> =
  AnsweringCommand<Interaction> | AskingCommand<Interaction>;

export type AnsweringComponent<Interaction extends MessageComponentInteraction> = Answers<Interaction>;
export type AskingComponent<Interaction extends MessageComponentInteraction> = Asks<Interaction>;
export type ComponentHandler<Interaction extends MessageComponentInteraction = MessageComponentInteraction> =
  AnsweringComponent<Interaction> | AskingComponent<Interaction>;

export type ModalHandler = Answers<ModalSubmitInteraction>;

type ClassOf<Handler> = new (...args: never[]) => Handler;

const Command = DiscoveryService.createDecorator<string>();
const Component = DiscoveryService.createDecorator<string>();
const Modal = DiscoveryService.createDecorator<string>();

export const HANDLER_MARKS = { command: Command, component: Component, modal: Modal } as const;

/** The handler of a command by its name, `Report message` as well as `report`. */
export function HandlesCommand(name: string): (handler: ClassOf<CommandHandler<never>>) => void {
  return Command(name);
}

/** The handler of buttons and selects whose custom id begins with the name. */
export function HandlesComponent(name: string): (handler: ClassOf<ComponentHandler<never>>) => void {
  return Component(name);
}

/** The handler of a modal whose custom id begins with the name. */
export function HandlesModal(name: string): (handler: ClassOf<ModalHandler>) => void {
  return Modal(name);
}
