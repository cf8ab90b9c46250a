// All events of the run as a table: the picture's equivalent in words.

export function EventLog() {
  return <section aria-label="Events" />;
}
