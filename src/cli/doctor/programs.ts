import { execFile } from 'node:child_process';
import { promisify, stripVTControlCharacters } from 'node:util';
import { type Check, check } from './check.ts';

const LIMIT_MS = 5_000;
/** The Java versions that a server started here can run on, and which. */
const NEO4J_BY_JAVA: Readonly<Record<string, string>> = {
  17: 'Neo4j 5.26',
  21: 'Neo4j 5.26 and 2026',
  25: 'Neo4j 2026',
};

type Said = { readonly text: string } | { readonly problem: 'missing' | 'failed'; readonly why: string };

/** What programs outside Node say of themselves. */
export function checkPrograms(env: NodeJS.ProcessEnv): Promise<Check>[] {
  return [checkJava(env), checkMaven(env), checkEngine(env), checkGraphviz(env)];
}

async function checkJava(env: NodeJS.ProcessEnv): Promise<Check> {
  const hint = 'Only to start a Neo4j here without containers: install Java 17, 21 or 25.';
  const said = await ask('java', ['-version'], env);
  if ('problem' in said) return check('Java', { state: said.problem, found: said.why, hint });
  const version = /version "([^"]+)"/.exec(said.text)?.[1] ?? said.text;
  const runs = NEO4J_BY_JAVA[version.split(/[.+-]/, 1)[0] ?? ''];
  if (runs === undefined) return check('Java', { state: 'failed', found: `${version}, for no Neo4j`, hint });
  return check('Java', { state: 'ok', found: `${version}, for ${runs}` });
}

async function checkMaven(env: NodeJS.ProcessEnv): Promise<Check> {
  const hint = 'Only to start a Neo4j here without containers: install maven.';
  return ofVersion('Maven', await ask('mvn', ['--version'], env), /Apache Maven (\S+)/, hint);
}

async function checkGraphviz(env: NodeJS.ProcessEnv): Promise<Check> {
  const hint = 'Only to draw what export --format dot writes: install graphviz.';
  return ofVersion('Graphviz', await ask('dot', ['-V'], env), /version (\S+)/, hint);
}

async function checkEngine(env: NodeJS.ProcessEnv): Promise<Check> {
  const hint = 'Only to start a Neo4j in a container: install and start Docker or Podman.';
  const name = 'Container engine';
  const elsewhere = env.DOCKER_HOST !== undefined && !/^(unix|npipe|fd):/.test(env.DOCKER_HOST);
  if (elsewhere) return check(name, { state: 'ok', found: 'DOCKER_HOST names one elsewhere: not asked' });
  // A context may name another machine too.
  const context = env.DOCKER_HOST ? [] : ['--context', 'default'];
  const docker = await ask('docker', [...context, 'version', '--format', '{{.Server.Version}}'], env);
  if ('text' in docker) return check(name, { state: 'ok', found: `Docker ${docker.text}` });
  const podman = await ask('podman', ['--remote=false', 'version', '--format', '{{.Version}}'], env);
  if ('text' in podman) return check(name, { state: 'ok', found: `Podman ${podman.text}` });
  const worse = podman.problem === 'failed' ? podman : docker;
  return check(name, { state: worse.problem, found: worse.why, hint });
}

function ofVersion(name: string, said: Said, pattern: RegExp, hint: string): Check {
  if ('problem' in said) return check(name, { state: said.problem, found: said.why, hint });
  return check(name, { state: 'ok', found: pattern.exec(said.text)?.[1] ?? said.text });
}

/** The first words of a program that was asked for its version; some say it on stderr. */
async function ask(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Said> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, { env, timeout: LIMIT_MS });
    return { text: firstLine(stdout) || firstLine(stderr) };
  } catch (error) {
    const { code, killed } = error as { readonly code?: unknown; readonly killed?: boolean };
    if (code === 'ENOENT') return { problem: 'missing', why: `no ${program} on the PATH` };
    const why = killed === true ? `did not answer in ${LIMIT_MS / 1_000} s` : 'gave an error';
    return { problem: 'failed', why: `${program} ${why}` };
  }
}

function firstLine(text: string): string {
  return stripVTControlCharacters(text).trim().split('\n', 1)[0] ?? '';
}
