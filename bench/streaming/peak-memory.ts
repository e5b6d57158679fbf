import { readFile } from 'node:fs/promises';

/**
 * Bytes of the largest resident set this process has had. On Linux it is asked of the kernel's own file:
 * `maxRSS` there also counts what the process that started this one held at that moment.
 */
export async function peakMemory(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  return Number(kibibytes) * 1_024;
}
