import { inspect } from 'node:util';

/** A password that can be handed on, and neither printed, logged nor written as JSON. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    Object.defineProperty(this, inspect.custom, { value: () => '[hidden]' });
  }

  /** The password itself. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '[hidden]';
  }

  /** Left out of JSON, where a stand-in would be taken for the password when it is read again. */
  toJSON(): undefined {
    return undefined;
  }
}
