import { buildPage } from '../../scripts/report/bundle.ts';

/** Before any test: the page of `report`, from the sources as they are. */
export async function setup(): Promise<void> {
  await buildPage();
}
