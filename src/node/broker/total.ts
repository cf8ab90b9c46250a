// A sum over all connections.

export interface Total {
  bytes: number;
}
