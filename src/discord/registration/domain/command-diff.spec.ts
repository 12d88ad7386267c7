import { describe, expect, it } from '@jest/globals';
import type { APIApplicationCommand, RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { diffCommands } from './command-diff.js';

type Wanted = RESTPostAPIApplicationCommandsJSONBody;

const report = {
  name: 'report',
  description: 'Report',
  options: [{ type: 6, name: 'user', description: 'Who', required: false }],
} as Wanted;
const menu = { name: 'Report message', type: 3 } as Wanted;

/** As Discord answers it. */
function there(id: string, command: Wanted, over: object = {}): APIApplicationCommand {
  return {
    type: 1,
    ...command,
    id,
    application_id: '1',
    version: '2',
    default_member_permissions: null,
    nsfw: false,
    ...over,
  } as APIApplicationCommand;
}

describe('diffCommands', () => {
  it('makes what is not there and removes what is not wanted', () => {
    expect(diffCommands([report, menu], [there('9', { name: 'old', description: '' })])).toEqual({
      create: [report, menu],
      update: [],
      remove: ['9'],
    });
  });

  it('leaves alone what is as wanted', () => {
    const present = [
      there('1', report, { options: [{ type: 6, name: 'user', description: 'Who' }] }),
      there('2', menu),
    ];
    expect(diffCommands([menu, report], present)).toEqual({ create: [], update: [], remove: [] });
  });

  it.each<[string, object]>([
    ['description', { description: 'Other' }],
    ['number of options', { options: [] }],
    ['option', { options: [{ type: 6, name: 'user', description: 'Whom' }] }],
  ])('updates another %s', (_what, over) => {
    const changes = diffCommands([report], [there('1', report, over)]);
    expect(changes).toEqual({ create: [], update: [{ id: '1', command: report }], remove: [] });
  });

  it('takes commands of one name and two types for two', () => {
    const user = { name: 'Report message', type: 2 } as Wanted;
    expect(diffCommands([menu, user], [there('2', menu)])).toEqual({
      create: [user],
      update: [],
      remove: [],
    });
  });
});
