/** A program that makes a SCIP index of a folder. */
export interface Indexer {
  /** What it is called, on the command line too. */
  readonly program: string;
  readonly language: string;
  /** Files of a folder that say that it holds a project of this language. */
  readonly signs: readonly string[];
  /** Globs of the files that the index depends on. */
  readonly files: readonly string[];
  /**
   * The arguments, for a project of this name and an index at this path; the folder is the working directory.
   */
  arguments(project: string, output: string): readonly string[];
  /** How to get it, in one line. */
  readonly install: string;
  /** What of the project it runs, for those who would rather not; left out where it runs nothing of it. */
  readonly runs?: string;
}

/** The indexers that are known, one a language. */
export const INDEXERS: readonly Indexer[] = [
  {
    program: 'scip-python',
    language: 'Python',
    signs: ['pyproject.toml', 'setup.py', 'setup.cfg', 'requirements.txt', 'Pipfile'],
    files: ['**/*.{py,pyi}', 'pyproject.toml'],
    // Without a version it asks git, and where there is none it leaves an empty index.
    arguments: (project, output) => [
      'index',
      '.',
      '--project-name',
      project,
      '--project-version',
      '0',
      '--output',
      output,
    ],
    install: 'npm install -g @sourcegraph/scip-python',
  },
  {
    program: 'scip-go',
    language: 'Go',
    signs: ['go.mod'],
    files: ['**/*.go', 'go.mod', 'go.sum'],
    arguments: (_, output) => ['index', '--output', output],
    install: 'go install github.com/scip-code/scip-go/cmd/scip-go@v0.2.9',
  },
  {
    program: 'scip-java',
    language: 'Java',
    signs: ['pom.xml', 'build.gradle', 'build.gradle.kts', 'build.sbt'],
    files: ['**/*.{java,kt,scala}', '**/pom.xml', '**/*.gradle', '**/*.gradle.kts', 'build.sbt'],
    arguments: (_, output) => ['index', '--output', output],
    install: 'see https://sourcegraph.github.io/scip-java/docs/getting-started.html',
    runs: "the project's own build, with its plugins and scripts",
  },
  {
    program: 'rust-analyzer',
    language: 'Rust',
    signs: ['Cargo.toml'],
    files: ['**/*.rs', '**/Cargo.toml', 'Cargo.lock'],
    arguments: (_, output) => ['scip', '.', '--output', output],
    install: 'rustup component add rust-analyzer rust-src',
    runs: "the project's build scripts and procedural macros",
  },
];
