import { openStore } from '../../../../src/index.ts';

/**
 * Tells as JSON what opening the SQLite store of the first argument
 * says, and what is opened where nothing is named.
 */
const error = await openStore(`sqlite:${process.argv[2]}`).catch((thrown: unknown) => thrown);
const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
await using store = await openStore(undefined, { env: {} });
process.stdout.write(JSON.stringify({ code, message, backend: store.backend }));
