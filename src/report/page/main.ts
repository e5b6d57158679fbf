import { showCycles } from './cycles-section.ts';
import { DeadCodeSection } from './dead-code-section.ts';
import { part } from './dom.ts';
import { ExplorerSection } from './explorer-section.ts';
import { Graph } from './graph.ts';
import { Host } from './host.ts';
import { showHotspots } from './hotspots-section.ts';
import { loadData } from './load.ts';
import { MapSection } from './map-section.ts';
import { MatrixSection } from './matrix-section.ts';
import { placesOf } from './places.ts';
import { SearchBox } from './search-box.ts';
import type { Show } from './show.ts';

const SYMBOL = /^#symbol-(\d+)$/;

async function start(): Promise<void> {
  const host = Host.greet();
  if (part('data').textContent?.trim() === '' && host !== undefined) takeOver(await host.readPage());
  const data = part('data');
  const graph = new Graph(await loadData(data.textContent ?? ''));
  // The text is as large as all the rest of the page.
  data.remove();
  // What is hidden has no width to lay out by.
  document.documentElement.classList.add('ready');
  const places = placesOf(graph);
  const show: Show = {
    // By the address, so that the browser's way back leads to the symbol before.
    symbol: (node) => {
      if (location.hash === `#symbol-${node}`) arrive();
      else location.hash = `symbol-${node}`;
    },
    file: (file) => {
      part('map').scrollIntoView();
      map.openFile(file);
    },
  };
  const explorer = new ExplorerSection(graph, show);
  const arrive = (): void => {
    const node = Number(SYMBOL.exec(location.hash)?.[1] ?? Number.NaN);
    if (!(node < graph.size)) return;
    explorer.open(node);
    part('explorer').scrollIntoView();
    part('explorer-name').focus({ preventScroll: true });
  };
  const map = new MapSection(graph, places, show);
  new MatrixSection(graph, places, show);
  showCycles(graph, show);
  showHotspots(graph, show);
  new DeadCodeSection(graph, show);
  new SearchBox(graph, show);
  if (graph.size > 0) explorer.open(graph.header.hotspots.items[0]?.node ?? 0);
  addEventListener('hashchange', arrive);
  arrive();
  part('state').remove();
  document.documentElement.dataset.state = 'ready';
}

/** Takes what another page of the same script says and holds; its script does not run here. */
function takeOver(html: string): void {
  const other = new DOMParser().parseFromString(html, 'text/html');
  for (const id of ['title', 'summary', 'data']) {
    const theirs = other.getElementById(id);
    if (theirs !== null) part(id).replaceWith(document.importNode(theirs, true));
  }
}

start().catch((error: unknown) => {
  part('state').textContent = `This page could not be shown: ${String(error)}`;
});
