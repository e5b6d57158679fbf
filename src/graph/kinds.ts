/** The node kinds CodePrism itself writes. Kinds are open: any other string is as good. */
export const NODE_KINDS = [
  'Module',
  'Class',
  'Function',
  'Method',
  'Parameter',
  'Variable',
  'Call',
  'Import',
  'Literal',
  'Route',
  'SqlQuery',
  'Event',
  'Unknown',
] as const;

/** The edge kinds CodePrism itself writes. Kinds are open: any other non-empty string is as good. */
export const EDGE_KINDS = [
  'CALLS',
  'READS',
  'WRITES',
  'IMPORTS',
  'EMITS',
  'ROUTES_TO',
  'RAISES',
  'EXTENDS',
  'IMPLEMENTS',
] as const;

/** The kinds of nodes that questions about life judge unless others are chosen. */
export const JUDGED_KINDS: readonly string[] = ['Function', 'Method', 'Class'];

/** The kinds that declare something which can contain other declarations. */
export const DECLARATION_KINDS = ['Module', 'Class', 'Function', 'Method'] as const;
