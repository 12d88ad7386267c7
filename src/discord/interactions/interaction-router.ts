import { Injectable, Logger } from '@nestjs/common';
import { MessageFlags } from 'discord-api-types/v10';
import type { AutocompleteInteraction, Client, Interaction, RepliableInteraction } from 'discord.js';
import { DomainError } from '#kernel';
import { correlationId, Metrics, withCorrelationId } from '#platform';
import { ListensToGateway, type GatewayListener } from '../client/listens-to-gateway.js';
import { commonTexts } from '../text/common.texts.js';
import { languageOf } from '../text/texts.js';
import { Asking } from './asking.js';
import { parseCustomId } from './domain/custom-id.js';
import { givenBack } from './given-back.js';
import { HandlerRegistry } from './handler-registry.js';
import type { Answer, CommandHandler, ComponentHandler, ModalHandler } from './handlers.js';

/** Past this a person is told that it takes long; the token of the answer lasts 15 minutes. */
const PATIENCE_MS = 25_000;
const MOST_CHOICES = 25;

type Handler = CommandHandler | ComponentHandler | ModalHandler;
type Answering = Exclude<Handler, { modal: unknown }>;
type Handled = Extract<RepliableInteraction, Interaction>;

interface Answered {
  readonly answer: Answer;
  readonly outcome: string;
}

/**
 * Answers every interaction (I13). Its first answer needs no database and no Redis: a modal, or a deferral
 * that only the person sees. What comes after, they are told, and also when it fails.
 */
@ListensToGateway()
@Injectable()
export class InteractionRouter implements GatewayListener {
  private readonly logger = new Logger('Discord');
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly handlers: HandlerRegistry,
    private readonly asking: Asking,
    private readonly metrics: Metrics,
  ) {}

  attach(client: Client): void {
    client.on('interactionCreate', (interaction) => {
      const run = withCorrelationId(interaction.id, () => this.handle(interaction));
      this.running.add(run);
      void run.finally(() => this.running.delete(run));
    });
  }

  /** What was begun is answered before the connection closes. */
  async detach(): Promise<void> {
    await Promise.all(this.running);
  }

  private async handle(interaction: Interaction): Promise<void> {
    const began = performance.now();
    let outcome = 'answered';
    try {
      if (interaction.isAutocomplete()) await this.complete(interaction);
      else outcome = await this.answer(interaction);
    } catch (error) {
      // Discord took no answer: too late, or not there. Nobody can be told.
      outcome = 'unanswered';
      this.logger.warn({ error, interaction: interaction.id }, 'An interaction could not be answered');
    }
    this.metrics.interactionHandled(kindOf(interaction), outcome, (performance.now() - began) / 1_000);
  }

  private async answer(interaction: Handled): Promise<string> {
    const { handler, args } = this.find(interaction);
    const language = languageOf(interaction.locale);
    if (handler === null) {
      await interaction.reply({ content: commonTexts[language].outOfDate, flags: MessageFlags.Ephemeral });
      return 'unknown';
    }
    if ('modal' in handler) {
      if (interaction.isModalSubmit()) throw new TypeError('A modal cannot answer a modal');
      await interaction.showModal(handler.modal(interaction as never, args, language));
      return 'modal';
    }
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const { answer, outcome } = await this.run(interaction, handler, args);
    await interaction.editReply({
      ...(typeof answer === 'string' ? { content: answer } : answer),
      allowedMentions: { parse: [] },
    });
    return outcome;
  }

  private find(interaction: Handled): { handler: Handler | null; args: readonly string[] } {
    if (interaction.isCommand()) {
      return { handler: this.handlers.commands.get(interaction.commandName) ?? null, args: [] };
    }
    const { handler: name, args } = parseCustomId(interaction.customId);
    const known: ReadonlyMap<string, Handler> = interaction.isModalSubmit()
      ? this.handlers.modals
      : this.handlers.components;
    return { handler: known.get(name) ?? null, args };
  }

  private async run(interaction: Handled, handler: Answering, args: readonly string[]): Promise<Answered> {
    const language = languageOf(interaction.locale);
    const words = handler.words?.(interaction as never) ?? '';
    const work = this.ask(interaction, handler, args).then(
      (answer) => ({ answer, outcome: 'answered' }),
      (error: unknown) => this.explain(interaction, error, words),
    );
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<Answered>((resolve) => {
      const answer = givenBack(commonTexts[language].tooSlow, words, language);
      timer = setTimeout(() => resolve({ answer, outcome: 'slow' }), PATIENCE_MS);
    });
    try {
      return await Promise.race([work, patience]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async ask(interaction: Handled, handler: Answering, args: readonly string[]): Promise<Answer> {
    if (interaction.guildId === null && 'runDirectly' in handler && handler.runDirectly) {
      const { id, displayName: name } = interaction.user;
      return handler.runDirectly({ user: { id, name }, language: languageOf(interaction.locale) });
    }
    return handler.run((await this.asking.check(interaction, args, handler)) as never);
  }

  private explain(interaction: Handled, error: unknown, words: string): Answered {
    const language = languageOf(interaction.locale);
    const texts = commonTexts[language];
    if (error instanceof DomainError) {
      const unavailable = words === '' ? texts.unavailable : texts.notSaved;
      const answer = error.kind === 'unavailable' ? unavailable : texts.refused(error.message);
      return { answer: givenBack(answer, words, language), outcome: error.code };
    }
    this.logger.error({ error, interaction: interaction.id }, 'An interaction failed unexpectedly');
    const answer = texts.failed(correlationId() ?? interaction.id);
    return { answer: givenBack(answer, words, language), outcome: 'failed' };
  }

  private async complete(interaction: AutocompleteInteraction): Promise<void> {
    const handler = this.handlers.commands.get(interaction.commandName);
    let choices: readonly { name: string; value: string }[] = [];
    try {
      const asked = await this.asking.check(interaction, [], { needs: 'member', beforeSetup: true });
      choices = (await handler?.complete?.(asked)) ?? [];
    } catch (error) {
      this.logger.debug({ error }, 'No choices could be offered');
    }
    await interaction.respond(choices.slice(0, MOST_CHOICES));
  }
}

function kindOf(interaction: Interaction): string {
  if (interaction.isAutocomplete()) return 'autocomplete';
  if (interaction.isCommand()) return 'command';
  return interaction.isModalSubmit() ? 'modal' : 'component';
}
