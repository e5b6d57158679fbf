import { describe, expect, test } from 'vitest';
import { type Fixture, type ReadGraph, readFixture } from './fixtures.ts';

const graphs = new Map<string, Promise<ReadGraph>>();

/** Each index is read once. */
function graphOf(name: Fixture, text = true): Promise<ReadGraph> {
  const key = `${name} ${text}`;
  const known = graphs.get(key) ?? readFixture(name, { text });
  graphs.set(key, known);
  return known;
}

const attributes = (graph: ReadGraph, path: string, file?: string): Readonly<Record<string, string>> =>
  graph.node(path, file).attributes;

describe('every index', () => {
  test.each<Fixture>([
    'typescript',
    'python',
    'python-traps',
    'python-ty',
    'go',
    'go-traps',
    'java',
    'rust',
    'rust-traps',
  ])('%s: ids are unique, edges are, and both ends of each are there', async (name) => {
    for (const text of [true, false]) {
      const { nodes, edges } = await graphOf(name, text);
      const ids = new Set(nodes.map(({ id }) => id));
      expect(ids.size).toBe(nodes.length);
      expect(
        new Set(edges.map(({ source, target, kind }) => JSON.stringify([source, target, kind]))).size,
      ).toBe(edges.length);
      expect(edges.filter(({ source, target }) => !ids.has(source) || !ids.has(target))).toEqual([]);
      const parents = nodes.flatMap(({ attributes: { parent } }) => parent ?? []);
      expect(parents.filter((parent) => !ids.has(parent))).toEqual([]);
    }
  });

  test.each<Fixture>(['typescript', 'python', 'go', 'java', 'rust'])(
    '%s: every node of a text stands where its span says',
    async (name) => {
      const { nodes } = await graphOf(name);
      const inFiles = nodes.filter(({ file, kind }) => file !== '' && kind !== 'Module');
      expect(inFiles.length).toBeGreaterThan(30);
      for (const { span } of inFiles) {
        expect(span.endByte).toBeGreaterThan(span.startByte);
        expect(span.startLine).toBeGreaterThan(0);
      }
    },
  );

  test('an id has no version, so a release renames nothing', async () => {
    const { nodes } = await graphOf('python');
    expect(nodes.filter(({ file, id }) => file !== '' && id.includes('1.2.3'))).toEqual([]);
  });
});

describe('scip-java', () => {
  test('overriding goes one way, records included', async () => {
    const graph = await graphOf('java');
    expect(graph.said('IMPLEMENTS', 'Circle.area')).toEqual(['Circle.area IMPLEMENTS Shape.area']);
    expect(graph.said('IMPLEMENTS', 'Shape.area')).toEqual([
      'Circle.area IMPLEMENTS Shape.area',
      'Square.area IMPLEMENTS Shape.area',
    ]);
    const bare = await graphOf('java', false);
    expect(bare.said('IMPLEMENTS', 'Shape.area')).toEqual(graph.said('IMPLEMENTS', 'Shape.area'));
  });

  test('without any span, calls hang on the method they stand in', async () => {
    for (const text of [true, false]) {
      const graph = await graphOf('java', text);
      expect(graph.said('CALLS', 'Base.setId')).toEqual(['Util.main CALLS Base.setId']);
      expect(graph.said('CALLS', 'Util.total')).toContain('Util.main CALLS Util.total');
      expect(graph.report.caveats.map(({ code }) => code)).toContain('guessed-extents');
    }
  });

  test('classes take over directly, as their text says, and not from every ancestor', async () => {
    const graph = await graphOf('java');
    expect(graph.said('EXTENDS', 'Circle')).toEqual(['Circle EXTENDS Base']);
    expect(graph.said('IMPLEMENTS', 'Square')).toEqual(['Square IMPLEMENTS Shape']);
    expect(graph.said('IMPLEMENTS', 'Base')).toEqual(['Base IMPLEMENTS Comparable', 'Base IMPLEMENTS Shape']);
  });

  test('visibility and annotations are read from the signature', async () => {
    const graph = await graphOf('java');
    expect(attributes(graph, 'Base.id')).toMatchObject({ visibility: 'protected', exported: 'true' });
    expect(attributes(graph, 'Base.count')).toMatchObject({ visibility: 'private', exported: 'false' });
    expect(attributes(graph, 'Circle.old')).toMatchObject({ decorators: 'Deprecated,Marker' });
  });

  test('an implicit constructor has no code of its class', async () => {
    const graph = await graphOf('java');
    expect(graph.said('CALLS', 'Util.<init>')).toEqual([]);
    expect(graph.node('CircleTest.<init>').span.endLine).toBe(3);
  });

  test('columns behind characters of two units are found', async () => {
    const graph = await graphOf('java');
    expect(graph.node('Circle.naïve.after').span).toMatchObject({ startColumn: 40, endColumn: 45 });
    expect(graph.said('CALLS', 'Circle.naïve')).toEqual([
      'Circle.naïve CALLS Circle.area',
      'Circle.naïve CALLS length',
    ]);
  });
});

describe('rust-analyzer', () => {
  test('a name in a binary or an example is another than the library’s', async () => {
    const graph = await graphOf('rust-traps');
    expect(
      graph
        .all('helper')
        .map(({ file }) => file)
        .sort(),
    ).toEqual(['examples/ex.rs', 'src/lib.rs', 'src/main.rs']);
    const callees = (file: string): string[] => {
      const main = graph.node('main', file);
      const targets = graph.edges.filter(({ source, kind }) => source === main.id && kind === 'CALLS');
      return targets.map(({ target }) => target).filter((id) => id.includes('helper'));
    };
    expect(callees('src/main.rs')).toHaveLength(2);
    expect(callees('examples/ex.rs')).toEqual([graph.node('helper', 'examples').id]);
  });

  test('nested functions of one name are two, each called from its own', async () => {
    const graph = await graphOf('rust-traps');
    expect(graph.said('CALLS', 'one.step')).toContain('one CALLS one.step');
    expect(graph.said('CALLS', 'two.step')).toContain('two CALLS two.step');
    expect(graph.edge('one', 'CALLS', 'one.step').attributes.count).toBe('2');
  });

  test('an operator counts once, and its blanks not at all', async () => {
    const graph = await graphOf('rust-traps');
    expect(graph.edge('one.step', 'CALLS', 'add').attributes).toMatchObject({
      count: '1',
      callKind: 'operator',
    });
  });

  test('impl blocks say what implements what, empty ones too', async () => {
    const graph = await graphOf('rust');
    expect(graph.said('IMPLEMENTS', 'Circle')).toEqual([
      'Circle IMPLEMENTS Named',
      'Circle IMPLEMENTS Shape',
    ]);
    expect(graph.said('IMPLEMENTS', 'Shape.area')).toEqual([
      'Circle.area IMPLEMENTS Shape.area',
      'Square.area IMPLEMENTS Shape.area',
    ]);
    expect(graph.said('EXTENDS', 'Shape')).toEqual(['Shape EXTENDS Named']);
    expect((await graphOf('rust-traps')).said('IMPLEMENTS')).toEqual(['Thing IMPLEMENTS Mark']);
  });

  test('what is public, and what is a test', async () => {
    const graph = await graphOf('rust');
    expect(attributes(graph, 'Circle.hidden')).toMatchObject({ exported: 'false' });
    expect(attributes(graph, 'use_it')).toMatchObject({ visibility: 'package', exported: 'false' });
    expect(attributes(graph, 'tests.it_works')).toMatchObject({ test: 'true' });
    expect(attributes(graph, 'Circle')).toMatchObject({ exported: 'true', decorators: 'derive' });
  });

  test('columns count bytes', async () => {
    const graph = await graphOf('rust');
    expect(graph.node('naïve.after').span).toMatchObject({ startColumn: 43, startByte: expect.any(Number) });
    expect(graph.said('CALLS', 'naïve')).toContain('naïve CALLS plat');
  });
});

describe('scip-python', () => {
  test('later definitions of a name hold their calls, though they are written as references', async () => {
    const graph = await graphOf('python-traps');
    expect(graph.said('CALLS', 'sep')).toEqual(['sep CALLS unix', 'sep CALLS win']);
    expect(graph.said('CALLS', 'A.v')).toContain('A.v CALLS win');
    expect(attributes(graph, 'A.v')).toMatchObject({
      declarations: '3',
      decorators: 'property,v.setter,v.deleter',
    });
    expect(graph.said('CALLS', 'sq')).toEqual(['sq CALLS win']);
    expect(attributes(graph, 'sq')).not.toHaveProperty('decorators');
  });

  test('a relative import is the file beside, not the top-level module of that name', async () => {
    const graph = await graphOf('python-traps');
    const [cart, own, top] = [
      graph.node('cart.py'),
      graph.node('prices.py', 'shop/'),
      graph.nodes.find(({ file }) => file === 'prices.py'),
    ];
    const imports = graph.edges.filter(({ source, kind }) => source === cart.id && kind === 'IMPORTS');
    expect(imports.find(({ target }) => target === own.id)?.attributes.count).toBe('2');
    expect(imports.find(({ target }) => target === top?.id)?.attributes.count).toBe('1');
  });

  test('a function that came by import * is called', async () => {
    const graph = await graphOf('python-traps');
    expect(graph.said('CALLS', 'price')).toEqual(['cart CALLS price', 'total CALLS price']);
  });

  test('overloads are one function with the code of all', async () => {
    const graph = await graphOf('python');
    expect(attributes(graph, 'make')).toMatchObject({ declarations: '3', decorators: 'overload' });
    expect(graph.said('CALLS', 'make')).toContain('make CALLS Circle');
    expect(graph.said('WRITES', 'make')).toContain('make WRITES COUNT');
  });

  test('what a module lists is public, and nothing else', async () => {
    const graph = await graphOf('python');
    expect(attributes(graph, '__all__')).toMatchObject({ exported: 'false' });
    expect(attributes(graph, 'Base._private')).toMatchObject({ visibility: 'protected' });
    expect(attributes(graph, 'Base.create')).toMatchObject({ decorators: 'classmethod' });
  });

  test('decorators run where the function is declared', async () => {
    const graph = await graphOf('python');
    expect(graph.edge('Circle', 'CALLS', 'trace').attributes).toMatchObject({
      callKind: 'decorator',
      line: '64',
    });
  });

  test('bases are those of the text', async () => {
    const graph = await graphOf('python');
    expect(graph.said('EXTENDS', 'Circle')).toEqual(['Circle EXTENDS Base', 'Circle EXTENDS Named']);
  });
});

describe('ty-scip', () => {
  test('imports of the standard library define nothing', async () => {
    const graph = await graphOf('python-ty');
    expect(graph.all('functools').map(({ file }) => file)).toEqual(['']);
    expect(graph.all('self.ident')).toEqual([]);
  });

  test('says the same calls as scip-python where both know them', async () => {
    const [ty, pyright] = [await graphOf('python-ty'), await graphOf('python')];
    const own = (graph: ReadGraph): string[] => {
      const names = new Set(graph.nodes.filter(({ file }) => file !== '').map((node) => graph.path(node)));
      return graph.said('CALLS').filter((text) => {
        const [source = '', target = ''] = text.split(' CALLS ');
        return names.has(source) && names.has(target);
      });
    };
    expect(own(ty).length).toBeGreaterThan(25);
    // One infers what a decorated method returns, and what a class method is called on.
    const guesses = ['Base.create CALLS Base.create.cls', 'test_make CALLS Circle.area'];
    expect(own(pyright)).toEqual([...own(ty), ...guesses].sort());
  });
});

describe('scip-go', () => {
  test('typed ranges are read', async () => {
    const graph = await graphOf('go');
    expect(graph.node('NewCircle').span).toMatchObject({ startLine: 24, endLine: 29, endColumn: 1 });
  });

  test('functions called init are many, and packages one', async () => {
    const graph = await graphOf('go-traps');
    expect(graph.all('init').map(({ file }) => file)).toEqual(['svc/svc.go', 'svc/two.go', 'svc/two.go']);
    expect(graph.all('example.com/svc/svc')).toHaveLength(1);
  });

  test('a method of an interface is called, not read', async () => {
    const graph = await graphOf('go-traps');
    expect(graph.node('Store.Get').kind).toBe('Method');
    expect(graph.edge('Use', 'CALLS', 'Store.Get').attributes).toMatchObject({ callKind: 'call' });
    expect(graph.edge('mem.Get', 'IMPLEMENTS', 'Store.Get').attributes).toMatchObject({
      override: 'true',
      structural: 'true',
    });
  });

  test('embedding takes over, and nothing implements itself', async () => {
    const graph = await graphOf('go-traps');
    expect(graph.said('EXTENDS')).toContain('Wrap EXTENDS Store');
    expect(
      graph.edges.filter(({ source, target, kind }) => kind === 'IMPLEMENTS' && source === target),
    ).toEqual([]);
  });

  test('the generated main of tests is outside', async () => {
    const graph = await graphOf('go');
    expect(graph.nodes.filter(({ file }) => file.includes('..'))).toEqual([]);
    expect(graph.report.caveats.map(({ code }) => code)).toContain('outside-project');
  });

  test('type parameters are no interfaces, conversions no calls', async () => {
    const graph = await graphOf('go');
    expect(attributes(graph, 'Map.T').subkind).toBe('type-parameter');
    expect(graph.said('CALLS', 'Square')).toEqual([]);
  });

  test('a capital letter makes public', async () => {
    const graph = await graphOf('go');
    expect(attributes(graph, 'Circle.Area')).toMatchObject({ exported: 'true' });
    expect(attributes(graph, 'base')).toMatchObject({ exported: 'false', visibility: 'package' });
  });
});

describe('scip-typescript', () => {
  test('calls are told by their form', async () => {
    const graph = await graphOf('typescript');
    expect(graph.edge('make', 'CALLS', 'Circle.constructor').attributes.callKind).toBe('new');
    expect(graph.edge('App', 'CALLS', 'View').attributes.callKind).toBe('jsx');
    expect(graph.edge('main.ts', 'CALLS', 'bar').attributes.callKind).toBe('call');
    expect(graph.edge('Local', 'CALLS', 'log').attributes).toMatchObject({
      callKind: 'decorator',
      count: '2',
    });
    expect(graph.edge('lib.ts', 'READS', 'helper').attributes).toMatchObject({ asValue: 'true' });
  });

  test('a namespace makes no call its own, and its class keeps its uses', async () => {
    const graph = await graphOf('typescript');
    expect(graph.said('CALLS', 'Box')).toEqual(['Box CALLS Box', 'main.ts CALLS Box']);
  });

  test('accessors, nested functions and arrows in fields hold their code', async () => {
    const graph = await graphOf('typescript');
    expect(graph.said('CALLS', 'Local.area')).toEqual([
      'Local.area CALLS helper',
      'main.ts CALLS Local.area',
    ]);
    expect(graph.said('CALLS', 'outer.nested')).toEqual(['outer.nested CALLS outer.inner']);
    const getter = graph.nodes.find(({ attributes: { subkind } }) => subkind === 'getter');
    expect(graph.edges.filter(({ source, kind }) => source === getter?.id && kind === 'CALLS')).toHaveLength(
      1,
    );
  });

  test('an accessor is got or set, not both', async () => {
    const graph = await graphOf('typescript');
    const [getter, setter] = ['getter', 'setter'].map((subkind) =>
      graph.nodes.find((node) => node.attributes.subkind === subkind && node.name === 'size'),
    );
    const kinds = (id: string | undefined): string[] =>
      graph.edges.filter(({ target }) => target === id).map(({ kind }) => kind);
    expect(kinds(getter?.id)).toEqual(['READS']);
    expect(kinds(setter?.id)).toEqual(['WRITES']);
  });

  test('exports by word and by list, re-exports by name and whole', async () => {
    const graph = await graphOf('typescript');
    expect(attributes(graph, 'outer').exported).toBe('true');
    expect(attributes(graph, 'Internal').exported).toBe('false');
    expect(graph.edge('shapes2.ts', 'IMPORTS', 'make').attributes.reexport).toBe('true');
    expect(graph.edge('main.ts', 'IMPORTS', 'lib.ts').attributes.reexport).toBe('*');
    expect(graph.edge('main.ts', 'IMPORTS', 'make').attributes).not.toHaveProperty('reexport');
  });

  test('an interface that extends another is seen in the text', async () => {
    const graph = await graphOf('typescript');
    expect(graph.said('EXTENDS', 'Shape')).toEqual(['Shape EXTENDS Named']);
    expect(graph.said('IMPLEMENTS', 'Base')).toEqual(['Base IMPLEMENTS Shape']);
  });

  test('what is required is used, and is no function of the file', async () => {
    const graph = await graphOf('typescript');
    expect(graph.all('shared').map(({ kind, file }) => `${kind} ${file}`)).toEqual([
      'Function src/lib.ts',
      'Variable src/old.js',
    ]);
    expect(graph.said('CALLS', 'start')).toEqual(['start CALLS shared']);
  });

  test('without the text imports are told from calls by their order', async () => {
    const graph = await graphOf('typescript', false);
    expect(graph.said('IMPORTS', 'make')).toEqual([
      'main.ts IMPORTS make',
      'shapes.test.ts IMPORTS make',
      'shapes2.ts IMPORTS make',
    ]);
    expect(graph.said('CALLS', 'twice')).toEqual([]);
    expect(attributes(graph, 'outer')).not.toHaveProperty('exported');
  });
});
