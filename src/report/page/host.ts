/** The newest revision of MCP Apps that is known here; hosts answer with the one they take. */
const PROTOCOL = '2026-01-26';
/** How high the page would like to be in a conversation, in pixels. */
const HEIGHT = 720;

interface Params {
  readonly theme?: unknown;
  readonly arguments?: { readonly repository?: unknown };
}

interface Message {
  readonly jsonrpc?: unknown;
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: Params;
  readonly result?: unknown;
  readonly error?: { readonly message?: unknown };
}

/** The host of MCP Apps that shows the page, spoken to by messages. */
export class Host {
  readonly #waiting = new Map<unknown, (message: Message) => void>();
  readonly #named: Promise<string>;
  #name: (repository: string) => void = () => {};
  #asked = 0;

  /** `undefined` where the page was opened by itself. */
  static greet(): Host | undefined {
    return parent === window ? undefined : new Host();
  }

  private constructor() {
    this.#named = new Promise((resolve) => {
      this.#name = resolve;
    });
    addEventListener('message', ({ source, data }: MessageEvent<Message | null>) => {
      if (source === parent && data?.jsonrpc === '2.0') this.#take(data);
    });
    void this.#begin();
  }

  /** The page of the repository that the host's tool was called for, whole. */
  async readPage(): Promise<string> {
    const uri = `codeprism://repository/${encodeURIComponent(await this.#named)}/report`;
    const { result, error } = await this.#ask('resources/read', { uri });
    const { contents = [] } = (result ?? {}) as {
      readonly contents?: readonly { readonly text?: unknown }[];
    };
    const text = contents[0]?.text;
    if (typeof text === 'string') return text;
    throw new Error(`The host gives no report. ${String(error?.message ?? '')}`);
  }

  async #begin(): Promise<void> {
    const { result } = await this.#ask('ui/initialize', {
      appInfo: { name: 'codeprism-neo4j', version: '1' },
      appCapabilities: {},
      protocolVersion: PROTOCOL,
    });
    const { hostContext } = (result ?? {}) as { readonly hostContext?: Params };
    takeScheme(hostContext?.theme);
    send({ method: 'ui/notifications/initialized', params: {} });
    send({ method: 'ui/notifications/size-changed', params: { height: HEIGHT } });
  }

  #ask(method: string, params: object): Promise<Message> {
    const id = ++this.#asked;
    send({ id, method, params });
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  #take(message: Message): void {
    const { id, method, params } = message;
    if (method === undefined) this.#waiting.get(id)?.(message);
    else if (method === 'ui/notifications/host-context-changed') takeScheme(params?.theme);
    else if (method === 'ui/notifications/tool-input') {
      const repository = params?.arguments?.repository;
      if (typeof repository === 'string') this.#name(repository);
    } else if (method === 'ping' || method === 'ui/resource-teardown') send({ id, result: {} });
  }
}

function takeScheme(theme: unknown): void {
  if (theme === 'light' || theme === 'dark') document.documentElement.style.colorScheme = theme;
}

/** A sandboxed page cannot know its host's origin; what is sent tells nothing of the graph. */
function send(message: object): void {
  parent.postMessage({ jsonrpc: '2.0', ...message }, '*');
}
