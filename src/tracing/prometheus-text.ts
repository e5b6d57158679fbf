/** Upper bounds in seconds: those that OpenTelemetry advises for database calls. */
export const DURATION_BUCKETS: readonly number[] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

/** What was counted under one set of labels. */
export interface Counts {
  readonly labels: Readonly<Record<string, string>>;
  active: number;
  calls: number;
  seconds: number;
  /** Calls by the first bound that they did not exceed; slower ones are in none. */
  readonly buckets: number[];
  readonly errors: Map<string, number>;
}

/** Three metrics in the Prometheus text format: durations, errors and calls under way. */
export function prometheusText(name: string, help: string, counts: readonly Counts[]): string {
  return [
    ...metric(
      `${name}_duration_seconds`,
      'histogram',
      `${help}, by duration.`,
      counts.flatMap((one) => durations(name, one)),
    ),
    ...metric(
      `${name}_errors_total`,
      'counter',
      `${help} that failed, by error.`,
      counts.flatMap((one) => errors(name, one)),
    ),
    ...metric(
      `${name}_active`,
      'gauge',
      `${help} under way.`,
      counts.map(({ labels, active }) => line(`${name}_active`, labels, active)),
    ),
  ]
    .map((text) => `${text}\n`)
    .join('');
}

function metric(name: string, type: string, help: string, lines: readonly string[]): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines];
}

function durations(name: string, { labels, calls, seconds, buckets }: Counts): readonly string[] {
  let reached = 0;
  const cumulative = DURATION_BUCKETS.map((bound, index) => {
    reached += buckets[index] ?? 0;
    return line(`${name}_duration_seconds_bucket`, { ...labels, le: String(bound) }, reached);
  });
  return [
    ...cumulative,
    line(`${name}_duration_seconds_bucket`, { ...labels, le: '+Inf' }, calls),
    line(`${name}_duration_seconds_sum`, labels, seconds),
    line(`${name}_duration_seconds_count`, labels, calls),
  ];
}

function errors(name: string, { labels, errors: byType }: Counts): readonly string[] {
  return [...byType].map(([type, count]) =>
    line(`${name}_errors_total`, { ...labels, error_type: type }, count),
  );
}

function line(name: string, labels: Readonly<Record<string, string>>, value: number): string {
  const text = Object.entries(labels).map(([label, content]) => `${label}="${escaped(content)}"`);
  return `${name}{${text.join(',')}} ${value}`;
}

function escaped(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
