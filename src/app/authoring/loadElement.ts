// Makes <qos-scope> known to this page as to an author's: by the script that a snippet names.

let loading: Promise<void> | undefined;

/** @throws Error when the script cannot be had; another call asks for it again */
export function loadElement(): Promise<void> {
  loading ??= appendScript().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

function appendScript(): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('embed.js', pageBase()).href;
    script.addEventListener('load', () => {
      if (customElements.get('qos-scope') === undefined) reject(new Error('no element'));
      else resolve();
    });
    script.addEventListener('error', () => reject(new Error('no script')));
    document.head.append(script);
  });
}

/** The folder that this page lies in, and embed.js beside it. */
export function pageBase(): string {
  return new URL('.', location.href.replace(/[?#].*$/s, '')).href;
}
