import { button, element, shown } from './dom.ts';
import type { Place } from './places.ts';

/** The way from the root to a folder; each step but the last one opens. */
export function trail(at: Place, rootName: string, open: (place: Place) => void): HTMLElement[] {
  const steps: Place[] = [];
  for (let step: Place | undefined = at; step !== undefined; step = step.parent) steps.unshift(step);
  return steps.map((place) => {
    const name = shown(place.parent === undefined ? rootName : place.name);
    const content =
      place === at ? element('b', { 'aria-current': 'location' }, name) : button(name, () => open(place));
    return element('li', {}, content);
  });
}

/** What all folders together are called: the repository, and the folders that all files lie in. */
export function rootName(repoId: string, { name }: Place): string {
  return name === '' ? repoId : `${repoId}: ${name}`;
}
