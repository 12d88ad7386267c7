import type { DESKS } from './cast.js';

export type Desk = (typeof DESKS)[number];

export type Deed =
  | { readonly type: 'chat'; readonly who: string; readonly text: string }
  | { readonly type: 'report-message'; readonly who: string; readonly about: string; readonly text: string }
  | {
      readonly type: 'report-command';
      readonly who: string;
      readonly about: string;
      readonly category: string;
      readonly text: string;
    }
  | { readonly type: 'blocked'; readonly who: string; readonly text: string }
  | { readonly type: 'log'; readonly bot: string; readonly about: string; readonly text: string }
  | { readonly type: 'raid'; readonly size: number }
  | { readonly type: 'appeal'; readonly who: string }
  | { readonly type: 'ask'; readonly who: string; readonly subject: string; readonly text: string }
  | { readonly type: 'converse'; readonly who: string; readonly with: string }
  | { readonly type: 'claim'; readonly who: string; readonly desk: Desk }
  | { readonly type: 'resolve'; readonly who: string };

export interface DayEvent {
  /** Minutes after midnight. */
  readonly at: number;
  readonly deed: Deed;
}
