/**
 * Before any test: the page of `report`, from the sources as they are. Where that
 * fails, its own tests say so; others need no page.
 */
export async function setup(): Promise<void> {
  try {
    const { buildPage } = await import('../../scripts/report/bundle.ts');
    await buildPage();
  } catch (error) {
    console.error('The page of `report` was not built (after a change of the lock file, run npm ci):', error);
  }
}
