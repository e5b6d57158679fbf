import { NEO4J_VERSIONS } from '../test/server/neo4j-versions.ts';
import { findInstaller, install, installCommand, packagesOf, refresh } from './prepare/managers.ts';
import { type Program, programsFor } from './prepare/programs.ts';

/** Shells whose completion is tried where they are: they alone may be absent, and their tests then say so. */
const MAY_BE_ABSENT: readonly string[] = ['zsh', 'fish'];

// With --long those for both versions that are tested.
const { longTerm, calendar } = NEO4J_VERSIONS;
const chosen = [process.env.NEO4J_TEST_VERSION || longTerm];
const PROGRAMS = programsFor(process.argv.includes('--long') ? [longTerm, calendar] : chosen);

async function missing(): Promise<Program[]> {
  const found = await Promise.all(PROGRAMS.map((program) => program.isThere()));
  return PROGRAMS.filter((_, index) => !found[index]);
}

function namesOf(programs: readonly Program[]): string {
  return programs.map(({ name }) => name).join(', ');
}

/**
 * Gets what is missing, where this machine lets it be got. Returns how to
 * get the rest, in one command if there is one.
 */
function prepare(programs: readonly Program[]): string {
  const installer = findInstaller();
  if (installer === undefined) return 'Install them; none of apt-get, apk, dnf and brew is here to do it.';
  if (installer.prefix !== undefined) refresh(installer);
  const packages = packagesOf(programs, installer);
  const command = installCommand(packages, installer);
  if (installer.prefix === undefined) return `Install them: ${command}`;
  console.log(`Installing what the tests need (${namesOf(programs)}): ${command}`);
  // One that cannot be had is no reason to be without the others.
  if (!install(packages, installer)) {
    for (const program of programs) install(packagesOf([program], installer), installer);
  }
  return `This was tried in vain: ${command}`;
}

let absent = await missing();
if (absent.length === 0) {
  console.log(`All that the tests need is here: ${namesOf(PROGRAMS)}.`);
} else {
  const advice = prepare(absent);
  for (const program of await missing()) program.otherwise?.();
  absent = await missing();
  const needed = absent.filter(({ name }) => !MAY_BE_ABSENT.includes(name));
  if (absent.length > 0) console.error(`Missing for the tests: ${namesOf(absent)}. ${advice}`);
  if (needed.length > 0) process.exitCode = 1;
}
