// What a run can be exported as: what each format is for, and how its file is called.

export interface ExportFormat {
  readonly name: Format;
  readonly label: string;
  readonly is: string;
  readonly extension: string;
  readonly type: string;
  /** It is text that people paste. */
  readonly isCopied?: true;
  /** What of a span says how large it is. */
  readonly counts: 'packets' | 'events' | 'none';
}

export type Format = 'mermaid' | 'svg' | 'png' | 'words' | 'csv' | 'ndjson' | 'metrics' | 'pcapng';

export const FORMATS: readonly ExportFormat[] = [
  {
    name: 'mermaid',
    label: 'Mermaid',
    is: 'A sequence diagram to paste into Markdown. Losses are crosses.',
    extension: 'mmd',
    type: 'text/plain',
    isCopied: true,
    counts: 'packets',
  },
  {
    name: 'svg',
    label: 'SVG',
    is: 'The ladder as a picture that stands by itself, for print and slides.',
    extension: 'svg',
    type: 'image/svg+xml',
    counts: 'packets',
  },
  {
    name: 'png',
    label: 'PNG',
    is: 'The same picture in dots.',
    extension: 'png',
    type: 'image/png',
    counts: 'packets',
  },
  {
    name: 'words',
    label: 'Words',
    is: 'What happens, in sentences: a text beside the picture.',
    extension: 'txt',
    type: 'text/plain',
    isCopied: true,
    counts: 'none',
  },
  {
    name: 'csv',
    label: 'CSV',
    is: 'A row for each event, for tables.',
    extension: 'csv',
    type: 'text/csv',
    counts: 'events',
  },
  {
    name: 'ndjson',
    label: 'NDJSON',
    is: 'A line of JSON for each event, as sim --trace writes them.',
    extension: 'ndjson',
    type: 'application/x-ndjson',
    counts: 'events',
  },
  {
    name: 'metrics',
    label: 'Counters',
    is: 'All counters at the end of the stretch, as JSON.',
    extension: 'json',
    type: 'application/json',
    isCopied: true,
    counts: 'none',
  },
  {
    name: 'pcapng',
    label: 'pcapng',
    is: 'A capture for Wireshark: real MQTT bytes in TCP streams.',
    extension: 'pcapng',
    type: 'application/octet-stream',
    counts: 'packets',
  },
];
