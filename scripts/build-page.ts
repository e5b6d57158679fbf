import { buildPage } from './report/bundle.ts';

/** Puts the page of `report` together for the package: `dist/report/page`. */

const { bytes } = await buildPage();
console.log(`dist/report/page: ${bytes} bytes`);
