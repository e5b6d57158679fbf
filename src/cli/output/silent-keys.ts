import type { Terminal } from '../terminal.ts';

const INTERRUPT = 0x03;
const QUIT = 0x1c;

/**
 * Keeps what is typed from being shown in the line of the progress, for as long as that line is there. Ctrl-C
 * stops the program as ever. Where somebody reads standard input, nothing is changed.
 */
export function silentKeys({ stdin }: Pick<Terminal, 'stdin'>): (isSilent: boolean) => void {
  const { setRawMode } = stdin;
  if (stdin.isTTY !== true || setRawMode === undefined) return () => {};
  let isSilent = false;
  const typed = (keys: Buffer): void => {
    if (keys.includes(INTERRUPT)) process.kill(process.pid, 'SIGINT');
    if (keys.includes(QUIT)) process.kill(process.pid, 'SIGQUIT');
  };
  return (wanted) => {
    if (wanted === isSilent) return;
    if (wanted && stdin.listenerCount('data') + stdin.listenerCount('readable') > 0) return;
    isSilent = wanted;
    setRawMode.call(stdin, wanted);
    if (wanted) stdin.on('data', typed).resume();
    else stdin.off('data', typed).pause();
  };
}
