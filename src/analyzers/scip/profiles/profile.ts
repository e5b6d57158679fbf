import type { NodeKind } from '../kinds.ts';
import { ENCODING, type ScipSymbol } from '../messages.ts';
import type { SymbolName } from '../symbol-name.ts';

/** What an indexer does in a way of its own, as far as the graph depends on it. */
export interface Profile {
  /** `tool_info.name`, as the indexer writes it. */
  readonly tool: string;
  /** How columns count where a document does not say: one of {@link ENCODING}. */
  readonly encoding: number;
  /** What a symbol is where the indexer's kind is missing or means something else. */
  readonly kindOf?: (symbol: ScipSymbol, name: SymbolName | undefined) => NodeKind | undefined;
  /**
   * Several definitions of one symbol in one document: `together` where they are one thing (overloads, merged
   * declarations), `apart` where only their name is the same.
   */
  readonly definitions: 'together' | 'apart';
  /** Whether a symbol of this document is another than the same text in other documents. */
  readonly isOfItsFile?: (symbol: string, path: string) => boolean;
  /**
   * The symbol that stands for a document's file, among the symbols it
   * defines. Default: what begins it without a width.
   */
  readonly fileSymbol: 'own' | 'none';
  /** Whether references carry the span of what they refer to, where that is in the same file. */
  readonly referencesCarrySpans?: boolean;
  /** Whether further definitions of a name are written as references. */
  readonly redefinitionsAreReferences?: boolean;
  /** Whether a variable has a span only where its value is a function, and then that function's. */
  readonly valuesHaveSpans?: boolean;
  /** Whether types match by their shape, so that nothing in the text says what implements what. */
  readonly isStructural?: boolean;
  /** Whether packages are only referred to. */
  readonly packagesAreNotDefined?: boolean;
  /** Whether the overridden method also names what overrides it. */
  readonly overridesBothWays?: boolean;
  /** Whether occurrences stand for operators too, with the blanks around them. */
  readonly hasOperators?: boolean;
  /** What the index never says, whatever the project: sentences for the report. */
  readonly limits: readonly string[];
}

/** What is expected of an indexer that has no profile of its own. */
export const GENERIC: Profile = {
  tool: '',
  encoding: ENCODING.utf16,
  definitions: 'together',
  fileSymbol: 'own',
  limits: [],
};
