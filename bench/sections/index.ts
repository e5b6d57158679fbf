import { analyzing } from './analyzing.ts';
import { backends } from './backends.ts';
import { beside } from './beside.ts';
import { cached } from './cached.ts';
import { deleting } from './deleting.ts';
import { embedded } from './embedded.ts';
import { queries } from './queries.ts';
import { queriesScale } from './queries-scale.ts';
import { reading } from './reading.ts';
import { replacing } from './replacing.ts';
import { reportSection } from './report-page.ts';
import type { LocalSection, Section } from './section.ts';
import { sqlite } from './sqlite.ts';
import { memory, scale } from './streaming.ts';
import { tracing } from './tracing.ts';
import { updating } from './updating.ts';
import { writing } from './writing.ts';

export type { LocalSection, Section } from './section.ts';

/** Every section, in the order in which they run. */
export const SECTIONS: readonly (Section | LocalSection)[] = [
  writing,
  reading,
  queries,
  queriesScale,
  beside,
  replacing,
  updating,
  deleting,
  scale,
  memory,
  sqlite,
  embedded,
  backends,
  tracing,
  cached,
  analyzing,
  reportSection,
];
