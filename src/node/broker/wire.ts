// What a transport (TCP, WebSocket, a test) gives the door for each connection, and what the door
// gives back. A wire carries bytes in both directions and knows nothing of packets.

export interface Wire {
  /**
   * Writes bytes in the order of the calls.
   * @param written called once the network has taken them, never before `write` returns, and not
   * at all when the wire ends before
   */
  write(bytes: Uint8Array, written: () => void): void;
  /** Nothing is heard until `resume`, apart from what was under way. */
  pause(): void;
  resume(): void;
  /** Says goodbye after what was written. */
  end(): void;
  /** Lets go at once of everything. */
  destroy(): void;
}

/** The door's side of a wire. */
export interface WireListener {
  hear(bytes: Uint8Array): void;
  /** The other side sends nothing any more. */
  noteEnd(): void;
  /** The wire is gone. Comes once, after everything else. */
  noteGone(): void;
}
