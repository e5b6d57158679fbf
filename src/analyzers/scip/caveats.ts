import type { Caveat } from '../../storage/index.ts';
import type { Findings } from './findings.ts';

/** What an index does not say, and what was left out of it, for whoever asks the graph. */
export function caveatsOf(findings: Findings, hadSources: boolean): readonly Caveat[] {
  return [
    ...textCaveats(findings, hadSources),
    ...countCaveats(findings),
    ...findings.limits.map((message): Caveat => ({ code: 'indexer-limit', message })),
  ];
}

function textCaveats(findings: Findings, hadSources: boolean): Caveat[] {
  const caveats: Caveat[] = [];
  if (findings.withText === 0 && !hadSources) {
    caveats.push({
      code: 'no-text',
      message:
        'Without the sources every mention of a function counts as a call, and byte offsets, exports and decorators ' +
        'are not known. Give --source.',
    });
  }
  const missing = findings.textMissing;
  if (missing > 0) caveats.push(fileCaveat(findings, 'textMissing', 'text-missing', 'is not below --source'));
  if (findings.textDiffers > 0) {
    caveats.push(
      fileCaveat(findings, 'textDiffers', 'text-differs', 'does not fit the index, so it was not used'),
    );
  }
  return caveats;
}

function countCaveats(findings: Findings): Caveat[] {
  const caveats: Caveat[] = [];
  const add = (count: number, code: string, message: string): void => {
    if (count > 0) caveats.push({ code, message: `${count.toLocaleString('en-US')} ${message}` });
  };
  if (findings.outside > 0) {
    caveats.push(
      fileCaveat(findings, 'outside', 'outside-project', 'is outside of the project and was left out'),
    );
  }
  if (findings.repeated > 0) {
    caveats.push(
      fileCaveat(findings, 'repeated', 'repeated-document', 'came before; the first one was kept'),
    );
  }
  add(findings.misplaced, 'misplaced', 'mentions have no place in the text and were left out.');
  add(findings.undefinedLocals, 'undefined-locals', 'mentions name a local that the index does not define.');
  add(
    findings.guessed,
    'guessed-extents',
    'declarations come without their extent, which was taken from the text or the order.',
  );
  return caveats;
}

function fileCaveat(
  findings: Findings,
  kind: 'textMissing' | 'textDiffers' | 'outside' | 'repeated',
  code: string,
  problem: string,
): Caveat {
  const count = findings[kind];
  const examples = findings.examples.get(kind) ?? [];
  const more = count > examples.length ? ', …' : '';
  return {
    code,
    message: `Of ${count.toLocaleString('en-US')} files the document ${problem}: ${examples.join(', ')}${more}`,
  };
}
