import type { UploadedFile } from '../world/records.js';

/** One request that reached the API, as tests read it. */
export interface LoggedRequest {
  readonly method: string;
  /** `METHOD /template`, e.g. `POST /channels/{channel_id}/messages`. */
  readonly route: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  readonly reason: string | null;
  readonly at: number;
  /** 0 while it is under way, and when the socket was cut. */
  status: number;
  /** The JSON error code it was answered with. */
  code: number | null;
}
