import { expect, test } from 'vitest';
import { loadGraphFile } from '../../src/formats/index.ts';
import { reportPage } from '../../src/report/index.ts';
import { graphIn, pageOf } from '../unit/report/opened.ts';
import { workplace } from './support/database.ts';

const work = workplace();

test('a report from Neo4j shows what one from memory shows', async () => {
  const repoId = work.repo();
  const ajv = { ...(await loadGraphFile('examples/graphs/ajv-8.20.0.json.gz')), repoId };
  const store = await work.open();
  await store.graph.storeGraph(ajv);
  const { html } = await reportPage(store, repoId, { version: '0.0.0' });
  const [shown, wanted] = [graphIn(html), graphIn(await pageOf(ajv))];
  expect(shown.header).toEqual(wanted.header);
  expect(shown.columns).toEqual(wanted.columns);
});
