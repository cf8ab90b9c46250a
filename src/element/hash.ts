// From the element's attributes to the hash of its frame, and of the application: of a run, or of a place
// of the course. Which attributes are parameters is told by what HTML and page builders call theirs: which
// parameters there are is the frame's to know.

/** An attribute, as far as it matters here. */
interface Named {
  readonly name: string;
  readonly value: string;
}

/** HTML's own, those of frameworks, and the element's own. */
const NO_PARAMETER =
  /^((on|aria-|data-|item|v-|ng-).*|id|is|class|style|title|lang|dir|hidden|slot|part|exportparts|tabindex|role|nonce|inert|translate|spellcheck|draggable|contenteditable|accesskey|autofocus|popover|base|loading|sandbox|host)$|[^a-z0-9-]/;
/** How the frame looks and plays, and not what runs in it. */
const LOOK =
  /^(theme|autoplay|controls|trail|counters|caption|interactive|start|pause-at|end|loop|speed|load)$/;

/** It is about the course, which has an embed page of its own. */
const COURSE = /^(lesson|myth|challenge)$/;

/** Whether an attribute says something about the run: `preset`, `qos`, `loss`, `do`, … */
export function isRunParameter(name: string): boolean {
  return !NO_PARAMETER.test(name) && !LOOK.test(name);
}

/**
 * Of the application: `#/simulate?preset=lost-puback&loss=0.2`, or of the frame, which has a look
 * besides. Without the theme, which changes while it plays.
 */
export function formatHash(attributes: Iterable<Named>, withLook: boolean): string {
  const parts: string[] = [];
  let screen = 'simulate';
  for (const { name, value } of attributes) {
    const isSaid = withLook ? !NO_PARAMETER.test(name) : isRunParameter(name);
    if (!isSaid || name === 'theme') continue;
    if (COURSE.test(name)) screen = 'learn';
    parts.push(value === '' ? name : `${name}=${formatValue(name, value)}`);
  }
  return `#/${screen}?${parts.join('&')}`;
}

/** Of these a link reads the structure before the encoding: there it is the author's. */
const STRUCTURED = /^(do|clients|script|broker)$/;

function formatValue(name: string, value: string): string {
  return STRUCTURED.test(name)
    ? value.replace(/[\s&#]/g, encodeURIComponent)
    : encodeURIComponent(value);
}
