export type { Attributes } from './attributes.ts';
export { operations, statements, type Trace } from './channels.ts';
export { collectMetrics, type MetricsCollector } from './metrics.ts';
