/** Schemes that open a page or an editor, and run nothing. */
export const LINK_SCHEMES: readonly string[] = [
  'https',
  'http',
  'vscode',
  'vscode-insiders',
  'vscodium',
  'cursor',
  'windsurf',
  'zed',
  'idea',
  'jetbrains',
  'txmt',
  'subl',
];

/** Whether an address, or a template of one, has a scheme that the page links to. */
export function allowsLink(address: string): boolean {
  const [, scheme = ''] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(address) ?? [];
  return LINK_SCHEMES.includes(scheme.toLowerCase());
}

/**
 * The address of a line; `undefined` where the template gives none that may be
 * linked to. A path's `/` stay, all else is escaped.
 */
export function linkTo(template: string, file: string, line: number): string | undefined {
  const path = file.split('/').map(escaped).join('/');
  const address = template.replaceAll('{file}', () => path).replaceAll('{line}', String(line));
  return allowsLink(address) && URL.canParse(address) ? address : undefined;
}

/** A half of a surrogate pair has no form in an address. */
function escaped(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
