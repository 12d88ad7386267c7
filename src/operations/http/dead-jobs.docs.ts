import { schemas, type ControllerNotes } from '#http';

const { about, FREE_JSON, named, orNull, pageOf, SNOWFLAKE, TEXT, TIME, UUID, WHOLE } = schemas;

const deadJob = named('DeadJob', {
  id: UUID,
  name: about(TEXT, 'The kind of job.'),
  key: about(orNull(TEXT), 'What it was about; null when nothing in particular.'),
  guildId: about(orNull(SNOWFLAKE), 'The guild it worked for, where it worked for one.'),
  payload: about(FREE_JSON, 'What it carries: ids.'),
  failures: about(WHOLE, 'Counted in its last life.'),
  deaths: about(WHOLE, 'How often a job of this name and key has died.'),
  error: about(TEXT, 'Why it failed the last time.'),
  diedAt: TIME,
});
const UNKNOWN = 'There is no such dead job (any more). `unknown_dead_job`';

export const deadJobsDocs: ControllerNotes = {
  tag: 'Operations',
  path: {
    id: { description: "The dead job's id.", schema: UUID, example: '019fbc1e-6d4f-7a55-8c1c-0f3f6f1d2b11' },
  },
  operations: {
    list: {
      summary: 'Jobs that failed for good',
      description: 'Newest first, kept for thirty days. In good order there are none.',
      query: { name: { description: 'Only jobs of this name.', example: 'discord.project' } },
      answers: { 200: { description: 'A page of dead jobs.', schema: pageOf(deadJob) } },
    },
    retry: {
      summary: 'Run a dead job again',
      description: 'With all its attempts, and as the world is then.',
      answers: { 204: { description: 'It waits to be run.' } },
      problems: {
        404: UNKNOWN,
        409: 'This version has no such kind of job any more. `unknown_job_kind`',
        503: 'The queue cannot be reached; the dead job stays. `queue_unavailable`',
      },
    },
    remove: {
      summary: 'Remove a dead job',
      description:
        'Nothing runs; what it should have done stays undone, unless something else finds it owed.',
      answers: { 204: { description: 'It is gone.' } },
      problems: { 404: UNKNOWN },
    },
  },
};
