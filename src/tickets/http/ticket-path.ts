import type { ParameterNote } from '#http';

export const TICKET_PATH: Readonly<Record<string, ParameterNote>> = {
  idOrNumber: {
    description: 'The id of the ticket, or its number with or without `#` (written `%23` in an address).',
    example: '1',
  },
};

export const UNKNOWN_TICKET =
  'There is no such ticket, or none that you may see: nobody sees a ticket that they are party to. `unknown_ticket`';
