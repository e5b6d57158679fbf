import { CONTROLS, controlPicture } from '../formats/control-characters.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A text in HTML, in an element or a quoted attribute; controls and marks of direction are shown as pictures.
 */
export function htmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(CONTROLS, controlPicture)
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
