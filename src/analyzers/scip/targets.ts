import { isLocalSymbol } from './symbol-name.ts';
import { USE, type Use } from './uses.ts';

/**
 * Better symbols first, by the sign a symbol ends with: for what makes
 * or calls a value, for a type, for the rest.
 */
const CALLED = [').', '.', '#', ':', '!', '/'];
const MADE = [').', '#', '.', ':', '/'];
const TYPES = ['#', ']', '/', ').', '.', ':'];
const READ = ['.', ').', ':', '#', '!', '/'];

/**
 * Of the symbols at one place, those that the use means. Merged declarations give one place many of them: a
 * call means the value, a type position the type; an accessor is got or set. A union's members stay all.
 * @param ownPackage what the symbols of the document's own package begin with
 */
export function chooseTargets(symbols: readonly string[], use: Use, ownPackage: string): readonly string[] {
  if (symbols.length === 1) return symbols;
  const accessors = accessorsFor(symbols, use);
  const order = orderFor(use);
  const rank = (symbol: string): number => {
    if (isLocalSymbol(symbol)) return order.length;
    const found = order.findIndex((sign) => symbol.endsWith(sign));
    return found === -1 ? order.length : found;
  };
  const best = Math.min(...accessors.map(rank));
  const chosen = accessors.filter((symbol) => rank(symbol) === best);
  if (chosen.length === 1) return chosen;
  // A library's type is declared in many of its files; one of them is enough.
  const own = chosen.filter((symbol) => isLocalSymbol(symbol) || symbol.startsWith(ownPackage));
  return own.length > 0 ? own : onePerPackage(chosen);
}

function orderFor(use: Use): readonly string[] {
  if (use === USE.call || use === USE.tagged || use === USE.decorator || use === USE.jsx) return CALLED;
  if (use === USE.new || use === USE.raise || use === USE.extends) return MADE;
  return use === USE.type || use === USE.implements ? TYPES : READ;
}

function accessorsFor(symbols: readonly string[], use: Use): readonly string[] {
  if (use === USE.update || use === USE.unknown) return symbols;
  const unwanted = use === USE.write ? '`<get>' : '`<set>';
  const left = symbols.filter((symbol) => !symbol.includes(unwanted));
  return left.length > 0 ? left : symbols;
}

function onePerPackage(symbols: readonly string[]): readonly string[] {
  const packages = new Set<string>();
  return symbols.filter((symbol) => {
    const key = symbol.split(' ', 3).join(' ');
    if (packages.has(key)) return false;
    packages.add(key);
    return true;
  });
}
