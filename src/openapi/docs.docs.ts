import type { ControllerNotes } from '#http';

export const docsDocs: ControllerNotes = {
  tag: 'Description',
  path: {
    file: { description: 'A file of the page.', example: 'docs.css' },
  },
  operations: {
    page: {
      summary: 'This document as a page to read and try',
      answers: { 200: { description: 'The page.', schema: { type: 'string' }, type: 'text/html' } },
    },
    asset: {
      summary: 'A file of that page',
      answers: { 200: { description: 'The file.', schema: { type: 'string' }, type: 'text/css' } },
      problems: { 404: 'There is no such file. `not_found`' },
    },
  },
};
