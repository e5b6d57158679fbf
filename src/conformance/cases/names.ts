/**
 * Names that one careless mapping or another would make the same, or lead out of the store; `~` is unique.
 */
export const NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['upper and lower case', ['~A', '~a', '~ß', '~ss', '~SS', '~ﬁ', '~fi', '~İ', '~i\u0307', '~i']],
  ['composed and decomposed letters', ['~\u00e9', '~e\u0301', '~\u212b', '~\u00c5', '~A\u030a']],
  ['one the beginning of another', ['~', '~x', '~xy', '~x/', '~x|', '~x:']],
  ['paths', ['../~', '~/../x', '~/x', '/~', '~\\x', './~', '~/.', '~/..', '..\\~']],
  ['dots and spaces at the ends', ['.~', '..~', '~.', '~..', ' ~', '~ ', '~ .']],
  [
    'file names a store may use itself',
    ['~.json', '~.graph.json', '~.metadata.json', '~.tmp', '~.lock', '~x.graph'],
  ],
  ['escapes of one another', ['~/y', '~%2Fy', '~%2fy', '~%252Fy', '~_y', '~%', '~%25', '~~2Fy', '~$2Fy']],
  ['control characters', ['~\0', '~\0x', '~\n', '~\r\n', '~\u007f', '~\t']],
  [
    'names a shell or a database reads',
    ['~*', '~?', '~"', "~'", '~`', '~<>', '~|', '~:', '~$x', '~;', '-~', '~\\u0060'],
  ],
  [
    'names that are reserved elsewhere',
    ['CON~', 'nul.~', '~:stream', '__proto__~', '~__proto__', 'constructor~'],
  ],
  [
    'emoji and astral characters',
    ['~\u{1F600}', '~\u{1F601}', '~\uFF5E', '~\u{10FFFF}', '~\uFFFF', '~\uFFFD'],
  ],
  [
    'long names',
    [`~${'x'.repeat(300)}`, `~${'x'.repeat(300)}y`, `~${'x'.repeat(7_900)}`, `~${'\u{1F600}'.repeat(1_900)}`],
  ],
]);

/** They cannot carry a unique part, so they are used only where nobody else stores them. */
export const BARE_NAMES: readonly string[] = [
  '',
  '.',
  '..',
  '__proto__',
  'constructor',
  '/',
  '\0',
  '\u{1F600}',
  'é',
  'e\u0301',
];
