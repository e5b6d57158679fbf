import type { CypherFile } from './files.ts';

/** What a property holds wherever a statement reads it; `docs/data-model.md` says what each means. */
const PROPERTIES: Readonly<Record<string, string>> = {
  ...types('string', [
    ...['id', 'name', 'kind', 'file', 'key', 'path', 'hash', 'digest', 'repoId', 'state', 'type', 'changer'],
    ...['schemaVersion', 'attr_language', 'attr_subkind', 'attr_external', 'attr_exported', 'attr_api'],
  ]),
  ...types('number', [
    ...['startByte', 'endByte', 'startLine', 'endLine', 'startColumn', 'endColumn'],
    ...['generation', 'revision', 'pending', 'totalNodes', 'totalEdges', 'version', 'layoutVersion'],
    ...['seconds', 'nanoseconds', 'epochSeconds', 'nanosecond', 'nextGeneration'],
  ]),
};

/** Where a clause ends: the next one begins a line. */
const CLAUSE =
  /^(?:OPTIONAL |DETACH )?(?:MATCH|WHERE|WITH|RETURN|UNWIND|CALL|CREATE|MERGE|SET|REMOVE|DELETE|ORDER|LIMIT|USING|YIELD|ON)\b/;
/** A comparison, seen without what stands in brackets. */
const CONDITION = /\bIS (?:NOT )?NULL$|^EXISTS |^\w+:\w+$|\s(?:=|<>)\s/;

/** A column's name and its type as TypeScript writes it. */
export type Column = readonly [name: string, type: string];

/**
 * The columns of a statement's rows, in order; none where it gives no rows. A type
 * follows from the expression; where it cannot, or where null is possible, a line such as
 * `// Column file: string | null` under the title says it.
 *
 * @throws if the type of a column neither follows nor is said, or if one is said of no column
 */
export function columnsOf({ path, text }: CypherFile): Column[] {
  const said = new Map(
    Array.from(text.matchAll(/^\/\/ Column (\w+): (.*)$/gm), ([, name = '', type = '']) => [name, type]),
  );
  const clauses = clausesOf(text.replace(/^\s*\/\/.*$/gm, ''));
  const last = clauses.at(-1);
  const columns = last?.keyword === 'RETURN' ? itemsOf(last.body) : [];
  const unknown = [...said.keys()].filter((name) => !columns.some((column) => column.name === name));
  if (unknown.length > 0) throw new Error(`${path} gives no column ${unknown.join(', ')}`);
  return columns.map(({ name, expression }) => {
    const type = said.get(name) ?? typeOf(expression, clauses.slice(0, -1));
    if (type === undefined) throw new Error(`${path}: say the type of a column by "// Column ${name}: …"`);
    return [name, readonly(type)];
  });
}

/** The lines of a statement that say types of columns, which the server need not see. */
export function withoutColumnLines(text: string): string {
  return text.replace(/^\/\/ Column .*\n/gm, '');
}

interface Clause {
  readonly keyword: string;
  readonly body: string;
}

interface Item {
  readonly name: string;
  readonly expression: string;
}

/** The clauses of a statement that name values, from the first to the last. */
function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let lines: string[] | undefined;
  let depth = 0;
  const end = (): void => {
    const [, keyword = '', body = ''] =
      /^(RETURN|WITH)\s+(?:DISTINCT\s+)?([\s\S]*)$/.exec(lines?.join('\n') ?? '') ?? [];
    if (keyword !== '') clauses.push({ keyword, body });
  };
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (depth <= 0 && (CLAUSE.test(line) || line.startsWith('}'))) {
      end();
      [lines, depth] = [[], 0];
    }
    lines?.push(line);
    depth += depthOf(line);
    // What stands in the braces of a subquery or a condition are clauses again.
    if (/\{$/.test(line) && /^(?:CALL|EXISTS|.*\bEXISTS) /.test(line)) depth -= 1;
  }
  end();
  return clauses;
}

function depthOf(line: string): number {
  return (line.match(/[([{]/g)?.length ?? 0) - (line.match(/[)\]}]/g)?.length ?? 0);
}

function itemsOf(body: string): Item[] {
  return split(body, ',').map((item) => {
    const [, expression = '', name = ''] = /^([\s\S]*) AS (\w+)$/.exec(item) ?? [];
    return name === '' ? { name: item, expression: item } : { name, expression };
  });
}

/** Parts of a text that a mark outside of all brackets divides. */
function split(text: string, mark: string): string[] {
  const parts = [''];
  let depth = 0;
  let quoted = false;
  for (const letter of text) {
    if (letter === "'") quoted = !quoted;
    depth += quoted ? 0 : depthOf(letter);
    if (letter === mark && depth === 0 && !quoted) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.replace(/\s+/g, ' ').trim());
}

/** @param before what named the variables of an expression, the nearest last */
function typeOf(expression: string, before: readonly Clause[]): string | undefined {
  const inner = (text: string): string | undefined => typeOf(text, before);
  const listOf = (type: string | undefined): string | undefined =>
    type && `${type.includes(' | ') ? `(${type})` : type}[]`;
  if (!/\bCASE\b/.test(expression) && CONDITION.test(withoutBrackets(expression))) return 'boolean';
  if (/^'[^']*'$/.test(expression)) return 'string';
  if (/^(?:true|false)$/.test(expression)) return 'boolean';
  const [, call = '', argument = ''] = /^(\w+)\((?:DISTINCT )?(.*)\)$/.exec(expression) ?? [];
  if (['count', 'size', 'id', 'sum', 'toInteger', 'length'].includes(call)) return 'number';
  if (['type', 'elementId'].includes(call)) return 'string';
  if (call === 'collect') return listOf(inner(argument));
  if (call === 'coalesce') return inner(split(argument, ',').at(-1) ?? '');
  if (call === 'properties') return 'Record<string, unknown>';
  if (call === 'max' || call === 'min') return inner(argument);
  const [, list = '', mapped] = /^\[ ?\w+ IN (.*?)(?: WHERE .*?)?(?: \| (.*))?\]$/.exec(expression) ?? [];
  if (mapped !== undefined) return listOf(inner(mapped.trim()));
  if (/^keys\(/.test(list)) return 'string[]';
  const [, sliced] = /^(\w+)\[\w+\.\..*\]$/.exec(expression) ?? [];
  if (sliced !== undefined) return inner(sliced);
  // An attribute by its name.
  if (/^\w+\[\w+\]$/.test(expression)) return 'string';
  const [, projected] = /^\w+ \{ (.*) \}$/.exec(expression) ?? [];
  if (projected !== undefined) return shapeOf(split(projected, ','));
  const [, property] = /^\w+(?:\(\w+\))?(?:\.\w+)*\.(\w+)$/.exec(expression) ?? [];
  if (property !== undefined) return PROPERTIES[property];
  return /^\w+$/.test(expression) ? typeOfVariable(expression, before) : undefined;
}

function typeOfVariable(name: string, before: readonly Clause[]): string | undefined {
  for (const [index, { body }] of [...before.entries()].reverse()) {
    const item = itemsOf(body).find((one) => one.name === name && one.expression !== name);
    if (item !== undefined) return typeOf(item.expression, before.slice(0, index));
  }
  return undefined;
}

function shapeOf(names: readonly string[]): string | undefined {
  const fields = names.map((name) => [name.replace(/^\./, ''), PROPERTIES[name.replace(/^\./, '')]]);
  if (fields.some(([, type]) => type === undefined)) return undefined;
  return `{ ${fields.map(([name, type]) => `readonly ${name}: ${type}`).join('; ')} }`;
}

function withoutBrackets(expression: string): string {
  let text = expression;
  for (let shorter = ''; shorter !== text; ) {
    shorter = text;
    text = text.replace(/\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}/g, '');
  }
  return text;
}

/** Lists as TypeScript writes those that nobody changes. */
function readonly(type: string): string {
  const [, element] = /^(.*)\[\]$/.exec(type) ?? [];
  if (element === undefined) return type;
  return `readonly ${/\[\]$/.test(element) ? `(${readonly(element)})` : element}[]`;
}

function types(type: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, type]));
}
