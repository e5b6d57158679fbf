import { ENCODING, type ScipDocument, type ScipOccurrence, type ScipRange } from './messages.ts';
import type { SourceText } from './source-text.ts';
import { isLocalSymbol, parseSymbol } from './symbol-name.ts';

/** A document whose positions are those of its text, in UTF-16 units. */
export interface PlacedOccurrences {
  readonly document: ScipDocument;
  /** Occurrences that lie outside of the text, which are left out. */
  readonly misplaced: number;
  /** Whether the text is the one that was indexed, as far as the names in it show. */
  readonly fits: boolean;
}

/** The share of names that may be missing where they should stand: some are written in another way. */
const TOLERATED = 0.2;

/** Puts a document's occurrences on its text. */
export function placeOnText(document: ScipDocument, source: SourceText, encoding: number): PlacedOccurrences {
  const convert = encoding !== ENCODING.utf16 && !source.isPlain;
  const occurrences: ScipOccurrence[] = [];
  let misplaced = 0;
  let named = 0;
  let wrong = 0;
  for (const occurrence of document.occurrences) {
    const offsets = source.offsets(occurrence.range, encoding);
    if (offsets === undefined) {
      misplaced++;
      continue;
    }
    const name = expectedName(occurrence);
    if (name !== undefined) {
      named++;
      if (!source.text.slice(...offsets).includes(name)) wrong++;
    }
    occurrences.push(convert ? converted(occurrence, source, encoding) : occurrence);
  }
  const fits = misplaced <= document.occurrences.length * TOLERATED && wrong <= named * TOLERATED;
  return { document: { ...document, occurrences }, misplaced, fits };
}

/** The name that stands where a global symbol is defined; `undefined` where that may be another text. */
function expectedName({ symbol, roles, range }: ScipOccurrence): string | undefined {
  if ((roles & 1) === 0 || isLocalSymbol(symbol)) return undefined;
  if (range.startLine !== range.endLine || range.startColumn === range.endColumn) return undefined;
  const own = parseSymbol(symbol)?.descriptors.at(-1);
  const isPlain = own !== undefined && (own.kind === 'type' || own.kind === 'method' || own.kind === 'term');
  return isPlain && /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(own.name) ? own.name : undefined;
}

function converted(occurrence: ScipOccurrence, source: SourceText, encoding: number): ScipOccurrence {
  const { range, enclosing } = occurrence;
  return {
    ...occurrence,
    range: inUnits(range, source, encoding) ?? range,
    enclosing: enclosing === undefined ? undefined : inUnits(enclosing, source, encoding),
  };
}

function inUnits(range: ScipRange, source: SourceText, encoding: number): ScipRange | undefined {
  const offsets = source.offsets(range, encoding);
  if (offsets === undefined) return undefined;
  return {
    startLine: range.startLine,
    startColumn: offsets[0] - source.lineStart(range.startLine),
    endLine: range.endLine,
    endColumn: offsets[1] - source.lineStart(range.endLine),
  };
}
