// What a frame may do, unless its author says otherwise.

/** No origin of its own: the frame reaches neither the host nor what its own origin has stored. */
export const SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';
