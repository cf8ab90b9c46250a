// Joins the class names that apply; the rest of a component's classes come from its CSS module.
export function classNames(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
