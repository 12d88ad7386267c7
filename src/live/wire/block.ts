import type { Packet } from './packet.js';

/** Messages that go out together, to one socket or a thousand. */
export class Block {
  private frames: Buffer | null = null;

  constructor(readonly packets: readonly Packet[]) {}

  get size(): number {
    return this.packets.reduce((size, { frame }) => size + frame.length, 0);
  }

  /** All frames as one piece of memory, made at most once. */
  get bytes(): Buffer {
    this.frames ??= Buffer.concat(this.packets.map(({ frame }) => frame));
    return this.frames;
  }
}
