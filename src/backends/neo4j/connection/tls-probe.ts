import { connect } from 'node:tls';

/** Where nothing else was set. */
const BOLT_PORT = 7687;

/**
 * Whether somebody shakes hands by TLS at an address that is spoken to without; false where it is spoken to
 * with it. No certificate is looked at, and nothing is said.
 * @param address as `bolt://host:port`
 */
export function speaksOnlyTls(address: string, seconds: number): Promise<boolean> {
  const { protocol, hostname, port } = new URL(address);
  if (protocol.includes('+')) return Promise.resolve(false);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port || BOLT_PORT), rejectUnauthorized: false });
    const end = (speaksTls: boolean): void => {
      socket.destroy();
      resolve(speaksTls);
    };
    socket.setTimeout(seconds * 1_000, () => end(false));
    socket.once('secureConnect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
  });
}
