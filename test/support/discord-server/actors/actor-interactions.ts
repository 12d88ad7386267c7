import {
  ApplicationCommandType,
  ComponentType,
  InteractionContextType,
  InteractionType,
} from 'discord-api-types/v10';
import type { APIApplicationCommand, APIApplicationCommandOption } from 'discord-api-types/v10';
import { commandsIn } from '../interactions/commands.js';
import { typedOptions } from '../interactions/command-input.js';
import type { OptionInputs } from '../interactions/command-input.js';
import { resolveValue, submitted } from '../interactions/modal-input.js';
import type { FieldInputs } from '../interactions/modal-input.js';
import { Resolved } from '../interactions/resolved.js';
import { startInteraction } from '../interactions/start.js';
import { flatten } from '../ops/message-body.js';
import type { AnyComponent } from '../ops/message-body.js';
import { bits, canSee, channelPermissions, has } from '../world/permissions.js';
import type { ChannelRecord, MessageRecord } from '../world/records.js';
import type { World } from '../world/world.js';
import { InteractionHandle } from './interaction-handle.js';
import type { MessageView } from './message-view.js';
import { ActorRefused } from './refusal.js';

/** What a person does to the bot. Refuses what Discord's client or server would not let through. */
export class ActorInteractions {
  constructor(
    private readonly world: World,
    private readonly userId: string,
  ) {}

  #demandPresence(channel: ChannelRecord, needsCommands: boolean): void {
    const { world, userId } = this;
    if (!canSee(world, channel, userId)) throw new ActorRefused('They cannot see this channel.');
    if (channel.thread?.archived && needsCommands)
      throw new ActorRefused('Application commands do not work in archived threads.');
    if (
      channel.guildId !== null &&
      !has(channelPermissions(world, channel, userId), bits(['UseApplicationCommands']))
    ) {
      throw new ActorRefused(
        'They may not use application commands here (timed out, or the permission is missing).',
      );
    }
  }

  #command(name: string, type: ApplicationCommandType, channel: ChannelRecord): APIApplicationCommand {
    const { world, userId } = this;
    this.#demandPresence(channel, true);
    const inGuild = channel.guildId !== null;
    const offered = [...(inGuild ? commandsIn(world, channel.guildId) : []), ...commandsIn(world, null)];
    const found = offered.find((one) => one.name === name && one.type === type);
    if (!found) throw new ActorRefused(`There is no command ${name} here.`);
    const context = inGuild ? InteractionContextType.Guild : InteractionContextType.BotDM;
    if (found.contexts && !found.contexts.includes(context))
      throw new ActorRefused(`${name} is not offered here.`);
    const needed = found.default_member_permissions;
    if (inGuild && needed !== null && needed !== undefined) {
      const permissions = channelPermissions(world, channel, userId);
      const may =
        needed === '0' ? has(permissions, bits(['Administrator'])) : has(permissions, BigInt(needed));
      if (!may) throw new ActorRefused(`They lack the permissions that ${name} asks for.`);
    }
    return found;
  }

  #start(
    type: InteractionType,
    channel: ChannelRecord,
    data: Record<string, unknown>,
    resolved: Resolved,
    more: { commandName?: string; source?: MessageRecord | null } = {},
  ): InteractionHandle {
    const found = resolved.toJSON();
    const record = startInteraction(this.world, {
      type,
      userId: this.userId,
      channel,
      data: found ? { ...data, resolved: found } : data,
      ...(more.commandName ? { commandName: more.commandName } : {}),
      source: more.source ?? null,
    });
    return new InteractionHandle(this.world, record);
  }

  #resolved(channel: ChannelRecord): Resolved {
    return new Resolved(this.world, channel.guildId, this.userId);
  }

  #chat(
    type: InteractionType,
    words: string,
    channel: ChannelRecord,
    inputs: OptionInputs,
    focused?: { name: string; value: string },
  ): InteractionHandle {
    const [name = '', ...path] = words.split(' ');
    const command = this.#command(name, ApplicationCommandType.ChatInput, channel);
    const resolved = this.#resolved(channel);
    const known = (command.options ?? []) as readonly APIApplicationCommandOption[];
    const options = typedOptions(
      { options: known, path, inputs, ...(focused ? { focused } : {}) },
      resolved,
      channel.id,
    );
    const data = { ...this.#named(command), ...(options.length > 0 ? { options } : {}) };
    return this.#start(type, channel, data, resolved, { commandName: name });
  }

  #named(command: APIApplicationCommand): Record<string, unknown> {
    const { id, name, type, guild_id: guildId } = command;
    return { id, name, type, ...(guildId ? { guild_id: guildId } : {}) };
  }

  command(words: string, channel: ChannelRecord, inputs: OptionInputs): InteractionHandle {
    return this.#chat(InteractionType.ApplicationCommand, words, channel, inputs);
  }

  autocomplete(
    words: string,
    channel: ChannelRecord,
    focused: { name: string; value: string },
    inputs: OptionInputs,
  ): InteractionHandle {
    return this.#chat(InteractionType.ApplicationCommandAutocomplete, words, channel, inputs, focused);
  }

  messageMenu(name: string, target: MessageView): InteractionHandle {
    const channel = this.world.channel(target.channelId);
    const command = this.#command(name, ApplicationCommandType.Message, channel);
    if (!target.visibleTo({ id: this.userId })) throw new ActorRefused('They cannot see this message.');
    const resolved = this.#resolved(channel);
    resolved.message(target.record);
    const data = { ...this.#named(command), target_id: target.id };
    return this.#start(InteractionType.ApplicationCommand, channel, data, resolved, { commandName: name });
  }

  userMenu(name: string, targetId: string, channel: ChannelRecord): InteractionHandle {
    const command = this.#command(name, ApplicationCommandType.User, channel);
    const resolved = this.#resolved(channel);
    resolved.user(targetId);
    const data = { ...this.#named(command), target_id: targetId };
    return this.#start(InteractionType.ApplicationCommand, channel, data, resolved, { commandName: name });
  }

  #usable(message: MessageView, customId: string): { channel: ChannelRecord; component: AnyComponent } {
    const channel = this.world.channel(message.channelId);
    this.#demandPresence(channel, false);
    if (!message.visibleTo({ id: this.userId })) throw new ActorRefused('They cannot see this message.');
    const component = message.component(customId);
    if (!component) throw new ActorRefused(`The message has no component ${customId}.`);
    if (component.disabled) throw new ActorRefused(`The component ${customId} is disabled.`);
    return { channel, component };
  }

  press(message: MessageView, customId: string): InteractionHandle {
    const { channel, component } = this.#usable(message, customId);
    if (component.type !== ComponentType.Button) throw new ActorRefused(`${customId} is no button.`);
    const data = { custom_id: customId, component_type: component.type, id: component.id };
    return this.#start(InteractionType.MessageComponent, channel, data, this.#resolved(channel), {
      source: message.record,
    });
  }

  select(
    message: MessageView,
    customId: string,
    values: readonly (string | { readonly id: string })[],
  ): InteractionHandle {
    const { channel, component } = this.#usable(message, customId);
    const menu = component as AnyComponent & {
      options?: { value: string }[];
      min_values?: number;
      max_values?: number;
    };
    if (component.type === ComponentType.Button) throw new ActorRefused(`${customId} is no select.`);
    if (values.length < (menu.min_values ?? 1) || values.length > (menu.max_values ?? 1)) {
      throw new ActorRefused(`${customId} takes another number of values.`);
    }
    const chosen = values.map((value) => (typeof value === 'string' ? value : value.id));
    const resolved = this.#resolved(channel);
    for (const value of chosen) {
      if (menu.options && !menu.options.some((option) => option.value === value))
        throw new ActorRefused(`${customId} has no option ${value}.`);
      resolveValue(component.type, value, resolved);
    }
    const data = { custom_id: customId, component_type: component.type, id: component.id, values: chosen };
    return this.#start(InteractionType.MessageComponent, channel, data, resolved, { source: message.record });
  }

  submitModal(handle: InteractionHandle, inputs: FieldInputs): InteractionHandle {
    const { modal, userId, channelId, source } = handle.record;
    if (!modal || userId !== this.userId) throw new ActorRefused('No modal was opened for them.');
    const known = flatten(modal.components as readonly AnyComponent[]).map((one) => one.custom_id);
    const stray = Object.keys(inputs).find((name) => !known.includes(name));
    if (stray !== undefined) throw new ActorRefused(`The modal has no field ${stray}.`);
    const channel = this.world.channel(channelId);
    const resolved = this.#resolved(channel);
    const components = submitted(modal.components, inputs, resolved, channelId);
    const data = { custom_id: modal.custom_id, components };
    return this.#start(InteractionType.ModalSubmit, channel, data, resolved, { source });
  }
}
