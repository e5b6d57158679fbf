import {
  ROLE,
  type ScipDocument,
  type ScipMetadata,
  type ScipOccurrence,
  type ScipRange,
  type ScipRelationship,
  type ScipSymbol,
} from './messages.ts';
import { WireReader } from './wire.ts';

/** Reads the message `Metadata` of an index. Fields that are not needed are skipped. */
export function decodeMetadata(bytes: Uint8Array): ScipMetadata {
  let tool = '';
  let toolVersion = '';
  let projectRoot = '';
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 2) {
      reader.message((info) => {
        if (info.field === 1) tool = info.text();
        else if (info.field === 2) toolVersion = info.text();
        else info.skip();
      });
    } else if (reader.field === 3) projectRoot = reader.text();
    else reader.skip();
  }
  return { tool, toolVersion, projectRoot };
}

/** Reads the message `Document` of an index: one file with its symbols and occurrences. */
export function decodeDocument(bytes: Uint8Array): ScipDocument {
  let path = '';
  let language = '';
  let text = '';
  let encoding = 0;
  let broken = 0;
  const occurrences: ScipOccurrence[] = [];
  const symbols: ScipSymbol[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) path = reader.text();
    else if (reader.field === 2) {
      const occurrence = readOccurrence(reader);
      if (occurrence === undefined) broken++;
      else if (occurrence.symbol !== '') occurrences.push(occurrence);
    } else if (reader.field === 3) symbols.push(readSymbol(reader));
    else if (reader.field === 4) language = reader.text();
    else if (reader.field === 5) text = reader.text();
    else if (reader.field === 6) encoding = reader.integer();
    else reader.skip();
  }
  return { path, language, encoding, occurrences, symbols, text, broken };
}

/** Reads the message `SymbolInformation` of an index. */
export function decodeSymbol(bytes: Uint8Array): ScipSymbol {
  return symbolOf(new WireReader(bytes));
}

/** `undefined` where it has no range, or one that ends before it starts. */
function readOccurrence(outer: WireReader): ScipOccurrence | undefined {
  const plain: number[] = [];
  const plainEnclosing: number[] = [];
  let typed: ScipRange | undefined;
  let typedEnclosing: ScipRange | undefined;
  let symbol = '';
  let roles = 0;
  outer.message((reader) => {
    switch (reader.field) {
      case 1:
        return reader.integers(plain);
      case 2:
        symbol = reader.text();
        return;
      case 3:
        roles = reader.integer();
        return;
      case 7:
        return reader.integers(plainEnclosing);
      case 8:
        typed = readSingleLine(reader);
        return;
      case 9:
        typed = readMultiLine(reader);
        return;
      case 10:
        typedEnclosing = readSingleLine(reader);
        return;
      case 11:
        typedEnclosing = readMultiLine(reader);
        return;
      default:
        return reader.skip();
    }
  });
  // The specification wants the typed form where both are there.
  const range = inOrder(typed ?? rangeOf(plain));
  if (range === undefined) return undefined;
  const enclosing = inOrder(typedEnclosing ?? rangeOf(plainEnclosing));
  return { range, symbol, roles: roles & ~ROLE.forwardDefinition, enclosing };
}

/** `[line, start, end]` or `[line, start, endLine, end]`. */
function rangeOf(numbers: readonly number[]): ScipRange | undefined {
  const [startLine, startColumn, third, fourth] = numbers;
  if (startLine === undefined || startColumn === undefined || third === undefined) return undefined;
  return fourth === undefined
    ? { startLine, startColumn, endLine: startLine, endColumn: third }
    : { startLine, startColumn, endLine: third, endColumn: fourth };
}

function readSingleLine(outer: WireReader): ScipRange {
  const numbers = readNumbers(outer);
  const startLine = numbers[1] ?? 0;
  return { startLine, startColumn: numbers[2] ?? 0, endLine: startLine, endColumn: numbers[3] ?? 0 };
}

function readMultiLine(outer: WireReader): ScipRange {
  const numbers = readNumbers(outer);
  return {
    startLine: numbers[1] ?? 0,
    startColumn: numbers[2] ?? 0,
    endLine: numbers[3] ?? 0,
    endColumn: numbers[4] ?? 0,
  };
}

/** The integers of a message by field; one that is 0 is not written. */
function readNumbers(outer: WireReader): number[] {
  const numbers: number[] = [];
  outer.message((reader) => {
    if (reader.type === 0 && reader.field <= 4) numbers[reader.field] = reader.integer();
    else reader.skip();
  });
  return numbers;
}

function inOrder(range: ScipRange | undefined): ScipRange | undefined {
  if (range === undefined) return undefined;
  const { startLine, startColumn, endLine, endColumn } = range;
  const isInOrder = endLine > startLine || (endLine === startLine && endColumn >= startColumn);
  return isInOrder ? range : undefined;
}

function readSymbol(outer: WireReader): ScipSymbol {
  return symbolOf(new WireReader(outer.bytes()));
}

function symbolOf(reader: WireReader): ScipSymbol {
  let symbol = '';
  let kind = 0;
  let displayName = '';
  let documentation: string | undefined;
  let signature = '';
  let enclosingSymbol = '';
  const relationships: ScipRelationship[] = [];
  while (reader.next()) {
    if (reader.field === 1) symbol = reader.text();
    else if (reader.field === 3 && documentation === undefined) documentation = reader.text();
    else if (reader.field === 4) relationships.push(readRelationship(reader));
    else if (reader.field === 5) kind = reader.integer();
    else if (reader.field === 6) displayName = reader.text();
    else if (reader.field === 7) signature = readSignature(reader);
    else if (reader.field === 8) enclosingSymbol = reader.text();
    else reader.skip();
  }
  return {
    symbol,
    kind,
    displayName,
    documentation: documentation ?? '',
    signature,
    relationships,
    enclosingSymbol,
  };
}

function readRelationship(outer: WireReader): ScipRelationship {
  let symbol = '';
  let isReference = false;
  let isImplementation = false;
  outer.message((reader) => {
    if (reader.field === 1) symbol = reader.text();
    else if (reader.field === 2) isReference = reader.integer() !== 0;
    else if (reader.field === 3) isImplementation = reader.integer() !== 0;
    else reader.skip();
  });
  return { symbol, isReference, isImplementation };
}

function readSignature(outer: WireReader): string {
  let text = '';
  outer.message((reader) => {
    if (reader.field === 5) text = reader.text();
    else reader.skip();
  });
  return text;
}
