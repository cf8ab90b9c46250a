// The element's style, as a sheet that is made by script: a host's policy need not allow inline
// styles for it. A frame that is not ready is transparent: a hidden one would draw nothing, and so
// never be ready. The frame has a colour, which nobody sees, so that it changes with the `color-scheme`,
// wherever on the page that is said; see embedded.ts.

const TEXT = `
:host { display: block; position: relative; }
:host([hidden]) { display: none; }
slot { display: block; overflow: auto; }
slot[hidden] { display: none; }
::slotted(img) { max-width: 100%; height: auto; }
iframe { display: block; width: 100%; border: 0; color: light-dark(#000, #fff); transition: color 1ms; }
iframe[inert] { position: absolute; inset: 0; height: 100%; opacity: 0; }
@media print {
  iframe { display: none; }
  slot { display: block !important; height: auto !important; }
  a::after { content: ' (' attr(href) ')'; }
}`;

let sheet: CSSStyleSheet | undefined;

export function styleSheet(): CSSStyleSheet {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(TEXT);
  }
  return sheet;
}
