/** The newest revision of MCP Apps that is known here; hosts answer with the one they take. */
const PROTOCOL = '2026-01-26';
const HELLO = 1;
/** How high the page would like to be in a conversation, in pixels. */
const HEIGHT = 720;

interface Message {
  readonly jsonrpc?: unknown;
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: { readonly theme?: unknown };
  readonly result?: { readonly hostContext?: { readonly theme?: unknown } };
}

/** Where the page is shown by a host of MCP Apps: tells it that the page is there, and takes over its colour scheme. */
export function greetHost(): void {
  if (parent === window) return;
  addEventListener('message', ({ source, data }: MessageEvent<Message | null>) => {
    if (source === parent && data?.jsonrpc === '2.0') answer(data);
  });
  send({
    id: HELLO,
    method: 'ui/initialize',
    params: {
      appInfo: { name: 'codeprism-neo4j', version: '1' },
      appCapabilities: {},
      protocolVersion: PROTOCOL,
    },
  });
}

function answer({ id, method, params, result }: Message): void {
  if (method === undefined && id === HELLO) {
    takeScheme(result?.hostContext?.theme);
    send({ method: 'ui/notifications/initialized', params: {} });
    send({ method: 'ui/notifications/size-changed', params: { height: HEIGHT } });
  } else if (method === 'ui/notifications/host-context-changed') takeScheme(params?.theme);
  else if (method === 'ping' || method === 'ui/resource-teardown') send({ id, result: {} });
}

function takeScheme(theme: unknown): void {
  if (theme === 'light' || theme === 'dark') document.documentElement.style.colorScheme = theme;
}

/** A sandboxed page cannot know its host's origin; what is sent tells nothing of the graph. */
function send(message: object): void {
  parent.postMessage({ jsonrpc: '2.0', ...message }, '*');
}
