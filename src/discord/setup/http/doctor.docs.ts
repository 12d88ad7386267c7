import { schemas, type ControllerNotes } from '#http';

const { about, listOf, named, objectOf, oneOf, orNull, SNOWFLAKE, TEXT, YES_NO } = schemas;

const found = named('Finding', {
  code: about(TEXT, 'Stable; docs/discord.md lists them.'),
  severity: about(
    oneOf(['broken', 'risk', 'limited']),
    'Whether something Docket is for does not work, works and should not, or works less well.',
  ),
  channelId: about(orNull(SNOWFLAKE), 'The channel it is about.'),
  roleId: about(orNull(SNOWFLAKE), 'The role it is about.'),
  problem: TEXT,
  fix: about(TEXT, 'What to do about it.'),
});

export const doctorDocs: ControllerNotes = {
  tag: 'Discord',
  operations: {
    examine: {
      summary: 'What Docket lacks in a server',
      description:
        'Permissions, intents, channels, roles and room for threads, as Discord tells them now; the worst first.',
      answers: {
        200: {
          description: 'What was found; nothing where all is well.',
          schema: objectOf({ healthy: YES_NO, findings: listOf(found) }),
        },
      },
      problems: { 503: 'Discord does not answer just now. `discord_unavailable`' },
    },
  },
};
