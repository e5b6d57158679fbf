import type { OwnLabel } from './own-label.ts';

/** E1: the least a write can cost: begin, one property of one node, commit. */
export async function writeNearlyNothing(label: OwnLabel, value: number): Promise<void> {
  const text = `MERGE (n:${label.name} {key: 'only'}) SET n.value = $value`;
  await label.withSession((session) => session.executeWrite((tx) => tx.run(text, { value })));
}
