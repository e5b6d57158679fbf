import { type ContainerRuntimeClient, ImageName } from 'testcontainers';

const PULL_TIMEOUT_MS = 60_000;

/**
 * Makes sure that an image is here, pulling it if need be and within a minute.
 * Returns the reason why it cannot be had, or undefined if it is here.
 */
export async function whyNoImage(
  engine: ContainerRuntimeClient,
  image: string,
  options: { readonly pull: boolean; readonly timeoutMs?: number },
): Promise<string | undefined> {
  if (await engine.image.exists(ImageName.fromString(image))) return undefined;
  if (!options.pull) return `image ${image} is not here (docker pull ${image})`;
  const timeoutMs = options.timeoutMs ?? PULL_TIMEOUT_MS;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    await pull(engine, image, signal);
    return undefined;
  } catch (error) {
    const reason = signal.aborted ? `not pulled within ${timeoutMs / 1000} s` : (error as Error).message;
    return `image ${image} cannot be had: ${reason}`;
  }
}

/** Unlike testcontainers' own pull this one can be given up. */
async function pull(engine: ContainerRuntimeClient, image: string, abortSignal: AbortSignal): Promise<void> {
  const { dockerode } = engine.container;
  const stream = await dockerode.pull(image, { abortSignal });
  await new Promise<void>((resolve, reject) => {
    abortSignal.addEventListener('abort', () => reject(abortSignal.reason as Error), { once: true });
    dockerode.modem.followProgress(stream, (error) => (error ? reject(error) : resolve()));
  });
}
