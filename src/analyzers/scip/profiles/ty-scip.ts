import { ENCODING } from '../messages.ts';
import type { Profile } from './profile.ts';

/** How indexes of ty-scip are read. */
export const TY_SCIP: Profile = {
  tool: 'ty-scip',
  encoding: ENCODING.utf8,
  definitions: 'together',
  fileSymbol: 'own',
  limits: ['Which method overrides which is not said.'],
};
