/** Hosts whose configuration is known. */
export const HOSTS = ['claude', 'cursor', 'vscode', 'codex', 'gemini'] as const;
/** A program that can be configured to use the server. */
export type Host = (typeof HOSTS)[number];

/** How a host starts the server. */
export interface HostCommand {
  readonly command: string;
  readonly args: readonly string[];
}

const FILES: Readonly<Record<Host, string>> = {
  claude: '.mcp.json',
  cursor: '.cursor/mcp.json',
  vscode: '.vscode/mcp.json',
  codex: '~/.codex/config.toml',
  gemini: '.gemini/settings.json',
};

/** For hosts whose subagents see no instructions of a server. */
const FOR_AGENTS = [
  'The code graph of this repository is at hand: ask `codeprism-neo4j ask find_symbols pattern=*Name*`.',
  'Before changing a function, see `codeprism-neo4j ask impact name=NAME`; run the tests that it names.',
  'Before deleting one, see `codeprism-neo4j ask why_alive name=NAME if_deleted=true`.',
  '`codeprism-neo4j ask --help` lists the tools; lists go on with `cursor=…`.',
];

/** What a person puts into a host's files by hand: the configuration, and lines for `AGENTS.md`. */
export function hostConfig(host: Host, command: HostCommand): string {
  return [
    `# ${FILES[host]}`,
    host === 'codex' ? tomlOf(command) : JSON.stringify(jsonOf(host, command), undefined, 2),
    '',
    '# AGENTS.md',
    ...FOR_AGENTS,
  ].join('\n');
}

function jsonOf(host: Host, { command, args }: HostCommand): unknown {
  if (host === 'vscode') return { servers: { codeprism: { type: 'stdio', command, args } } };
  return { mcpServers: { codeprism: { command, args } } };
}

function tomlOf({ command, args }: HostCommand): string {
  return [
    '[mcp_servers.codeprism]',
    `command = ${JSON.stringify(command)}`,
    `args = ${JSON.stringify(args)}`,
  ].join('\n');
}
