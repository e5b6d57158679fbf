/** Characters that no XML 1.0 document may hold, not even as references. */
const FORBIDDEN = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff';
/** What looks like one of our escapes is escaped itself, so that each text is read back in one way only. */
const TO_ESCAPE = new RegExp(`[${FORBIDDEN}]|_(?=x[0-9A-Fa-f]{4}_)`, 'g');
/**
 * Markup, what some readers take for white space or the end of a
 * line, and what turns the direction of reading.
 */
const TO_REFER = /[&<>"'\t\n\r\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text as XML holds it, in an attribute's value or between tags. What XML 1.0 cannot hold is
 * written `_xHHHH_`, the convention of Office Open XML (ECMA-376, 22.4.2.4); what readers take
 * for white space is written as references, which none changes.
 */
export function xmlText(text: string): string {
  return text
    .replace(
      TO_ESCAPE,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(TO_REFER, (character) => `&#${character.charCodeAt(0)};`);
}
