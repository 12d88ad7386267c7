import { Ajv } from 'ajv';
import { discordErrors, type DiscordRefusal } from './discord-refusal.js';

type Maybe<T> = T | null | undefined;

export interface DiscordEmbed {
  title?: Maybe<string>;
  description?: Maybe<string>;
  url?: Maybe<string>;
  timestamp?: Maybe<string>;
  color?: Maybe<number>;
  footer?: Maybe<{ text?: Maybe<string> }>;
  image?: Maybe<{ url?: Maybe<string> }>;
  author?: Maybe<{ name?: Maybe<string>; url?: Maybe<string> }>;
  fields?: Maybe<{ name: string; value: string; inline?: Maybe<boolean> }[]>;
}

export interface DiscordComponent {
  type: number;
  content?: unknown;
  label?: unknown;
  url?: unknown;
  accent_color?: unknown;
  media?: unknown;
  components?: unknown;
  accessory?: unknown;
  items?: unknown;
}

/** The body of Discord's execute-webhook call, as far as it says anything. */
export interface DiscordPayload {
  content?: Maybe<string>;
  username?: Maybe<string>;
  avatar_url?: Maybe<string>;
  tts?: Maybe<boolean>;
  embeds?: Maybe<Maybe<DiscordEmbed>[]>;
  components?: Maybe<DiscordComponent[]>;
  poll?: Maybe<object>;
  flags?: Maybe<number>;
}

const text = (maxLength: number) => ({ type: 'string', maxLength, nullable: true }) as const;
const filled = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength }) as const;
const link = { type: 'object', nullable: true, properties: { url: text(2048) } } as const;

/** Discord's own limits: a tool that is refused there is refused here, with the same words. */
const payloadSchema = {
  type: 'object',
  properties: {
    content: text(2000),
    username: text(80),
    avatar_url: text(2048),
    tts: { type: 'boolean', nullable: true },
    flags: { type: 'integer', nullable: true },
    poll: { type: 'object', nullable: true },
    embeds: {
      type: 'array',
      nullable: true,
      maxItems: 10,
      items: {
        type: 'object',
        nullable: true,
        properties: {
          title: text(256),
          description: text(4096),
          url: text(2048),
          timestamp: text(64),
          color: { type: 'integer', nullable: true, minimum: 0, maximum: 0xffffff },
          footer: { type: 'object', nullable: true, properties: { text: text(2048) } },
          image: link,
          author: { type: 'object', nullable: true, properties: { name: text(256), url: text(2048) } },
          fields: {
            type: 'array',
            nullable: true,
            maxItems: 25,
            items: {
              type: 'object',
              required: ['name', 'value'],
              properties: { name: filled(256), value: filled(1024) },
            },
          },
        },
      },
    },
    components: {
      type: 'array',
      nullable: true,
      maxItems: 40,
      items: { type: 'object', required: ['type'], properties: { type: { type: 'integer' } } },
    },
  },
} as const;

const MAX_EMBEDS_TEXT = 6000;
// Like Discord, takes `"content": 5` for `"5"`; the payload is ours to change.
const ajv = new Ajv({ allErrors: true, coerceTypes: true, ownProperties: true });
const validate = ajv.compile<DiscordPayload>(payloadSchema);

export function checkDiscordPayload(input: unknown): DiscordPayload | DiscordRefusal {
  if (!validate(input)) return discordErrors(validate.errors ?? []);
  const length = (input.embeds ?? []).reduce((sum, embed) => sum + lengthOf(embed ?? {}), 0);
  return length > MAX_EMBEDS_TEXT ? TOO_MUCH_TEXT : input;
}

const TOO_MUCH_TEXT: DiscordRefusal = {
  code: 50035,
  message: 'Invalid Form Body',
  errors: {
    embeds: {
      _errors: [
        {
          code: 'MAX_EMBED_SIZE_EXCEEDED',
          message: `Embed size exceeds maximum size of ${MAX_EMBEDS_TEXT}`,
        },
      ],
    },
  },
};

function lengthOf(embed: DiscordEmbed): number {
  const fields = (embed.fields ?? []).flatMap(({ name, value }) => [name, value]);
  return [embed.title, embed.description, embed.footer?.text, embed.author?.name, ...fields].reduce(
    (sum, part) => sum + (part?.length ?? 0),
    0,
  );
}
