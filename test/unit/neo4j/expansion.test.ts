import { describe, expect, it } from 'vitest';
import { withExpansion, withTypes } from '../../../src/backends/neo4j/cypher/expansion-text.ts';
import * as cypher from '../../../src/backends/neo4j/cypher/statements.generated.ts';

describe('an expansion', () => {
  it('is written with the wanted types and depth', () => {
    expect(withExpansion(cypher.walkCallers, ['CALLS', 'READS'], 3).text).toContain('<-[:CALLS|READS*1..3]-');
    expect(withExpansion(cypher.walkCallees, ['X_a_20_b'], 1).text).toContain('-[:X_a_20_b*1..1]->');
  });

  it('has no upper bound where none is wanted, or one beyond what the server can count', () => {
    for (const depth of [Number.POSITIVE_INFINITY, 2 ** 31, Number.MAX_SAFE_INTEGER]) {
      expect(withExpansion(cypher.walkCallees, ['CALLS'], depth).text).toContain('[:CALLS*1..]');
    }
    expect(withExpansion(cypher.walkCallees, ['CALLS'], 2 ** 31 - 2).text).toContain(
      '[:CALLS*1..2147483646]',
    );
  });

  it('is written everywhere in the statement, whose name and shipped text stay', () => {
    const twice = `${cypher.reachedNumbers.text} UNION ${cypher.reachedNumbers.text}`;
    const shipped = { name: cypher.reachedNumbers.name, text: twice };
    const { name, text } = withExpansion(shipped, ['ENTRY', 'CALLS'], Number.POSITIVE_INFINITY);
    expect(name).toBe(cypher.reachedNumbers.name);
    expect(text.match(/\[:ENTRY\|CALLS\*1\.\.\]/g)).toHaveLength(2);
    expect(text).not.toContain('[:CALLS*');
    expect(shipped.text).toBe(twice);
  });
});

describe('a single step', () => {
  it('is written with the wanted types', () => {
    const typed = withTypes(cypher.edgesFromNumbers, ['READS', 'X_a_20_b']);
    expect(typed.text).toContain('(source)-[r:READS|X_a_20_b]->(target)');
    expect(typed.name).toBe(cypher.edgesFromNumbers.name);
    expect(withTypes(cypher.edgesIntoNumbers, ['READS']).text).not.toContain('CALLS');
  });
});
