import { backends } from './backends.ts';
import { deleting } from './deleting.ts';
import { reading } from './reading.ts';
import { replacing } from './replacing.ts';
import type { Section } from './section.ts';
import { sqlite } from './sqlite.ts';
import { memory, scale } from './streaming.ts';
import { updating } from './updating.ts';
import { writing } from './writing.ts';

export type { Section } from './section.ts';

/** Every section, in the order in which they run. */
export const SECTIONS: readonly Section[] = [
  writing,
  reading,
  replacing,
  updating,
  deleting,
  scale,
  memory,
  sqlite,
  backends,
];
