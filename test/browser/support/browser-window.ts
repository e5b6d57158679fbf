import type { Browser, Locator, Page } from 'playwright-core';

/** What Browser is told not to send home, as its settings would store it. */
const SETTINGS = { allowUserStats: false, allowCrashReports: false, showSampleScripts: false };
const ANSWER_MS = 15_000;
/** What Browser's layout of a graph takes to come to rest; it tells nobody when it has. */
const REST_MS = 4_000;

/** What a frame shows once the statement has ended. */
export interface Answer {
  readonly frame: Locator;
  /** The error frame's text. */
  readonly error?: string;
  /** Rows of a table, or nodes of a graph. */
  readonly count: number;
  readonly isGraph: boolean;
  /** Whether the server or Browser warns of something in the statement. */
  readonly warned: boolean;
}

/** A window of Neo4j Browser, used as a person does: keys, clicks, and files that are dropped. */
export class BrowserWindow {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(ANSWER_MS);
  }

  /** Opens an address; every request to another machine is refused. */
  static async open(chromium: Browser, address: string): Promise<BrowserWindow> {
    const settings = { name: 'neo4j.settings', value: JSON.stringify(SETTINGS) };
    const context = await chromium.newContext({
      viewport: { width: 1280, height: 800 },
      storageState: { cookies: [], origins: [{ origin: new URL(address).origin, localStorage: [settings] }] },
    });
    await context.route(
      ({ hostname }) => hostname !== '127.0.0.1' && hostname !== 'localhost',
      (route) => route.abort(),
    );
    const window = new BrowserWindow(await context.newPage());
    await window.page.goto(address);
    return window;
  }

  /** Fills in what the address leaves out, the password, and connects. */
  async connect(password: string): Promise<void> {
    const { page } = this;
    if (password === '') await page.getByTestId('authenticationMethod').selectOption('NO_AUTH');
    else await page.getByTestId('password').fill(password);
    await page.getByTestId('connect').click();
    await page
      .getByText(/^You are connected as user/)
      .or(page.getByText(':play start'))
      .first()
      .waitFor();
  }

  /** Drops one file onto the window. */
  async drop(path: string): Promise<void> {
    await this.page.getByTestId('main').drop({ files: path });
  }

  /** What Browser keeps under a name in this window. */
  async kept(name: string): Promise<unknown> {
    const { origins } = await this.page.context().storageState();
    const found = origins.flatMap(({ localStorage }) => localStorage).find((item) => item.name === name);
    return JSON.parse(found?.value ?? 'null');
  }

  /** Opens or closes the sidebar with the saved scripts. */
  async toggleScripts(): Promise<void> {
    await this.page.getByTestId('navigationFavorites').click();
  }

  /** Opens or closes a folder of saved scripts. */
  async toggleFolder(name: string): Promise<void> {
    await this.page.getByTestId(`expandFolder-${name}`).click();
  }

  /** The titles that the open folders show. */
  async titles(): Promise<string[]> {
    return this.page.getByTestId(/^scriptTitle-/).allInnerTexts();
  }

  /** Runs a saved script of an open folder by its button. */
  async runScript(title: string): Promise<Answer> {
    const script = this.page
      .getByTestId('savedScriptListItem')
      .filter({ has: this.page.getByTestId(`scriptTitle-${title}`) });
    await script.hover();
    return this.#answer(() => script.getByTestId('savedScriptsButton-Run').click());
  }

  /** Types a line into the editor and runs it. */
  async type(line: string): Promise<Answer> {
    await this.page.getByTestId('activeEditor').click();
    await this.page.keyboard.insertText(line);
    return this.#answer(() => this.page.getByTestId('editor-Run').click());
  }

  /** Gives a graph the whole window, waits until its nodes have come to rest, and fits it in. */
  async showWhole({ frame }: Answer): Promise<void> {
    await frame.getByTitle('Fullscreen').click();
    await this.page.getByLabel('zoom-to-fit').waitFor();
    await this.page.waitForTimeout(REST_MS);
    await this.page.getByLabel('zoom-to-fit').click();
    await this.page.waitForTimeout(REST_MS / 4);
  }

  /** Closes all frames. */
  async clear(): Promise<void> {
    const frames = this.page.getByTestId('frame');
    for (let left = await frames.count(); left > 0; left--) {
      await frames.first().getByTitle('Close', { exact: true }).click();
    }
  }

  /** Runs something in an empty window, so that what then appears is its answer. */
  async #answer(run: () => Promise<void>): Promise<Answer> {
    await this.clear();
    await run();
    const frame = this.page.getByTestId('frame').first();
    const ended = frame.getByText(
      /Displaying [\d,]+ nodes|Started streaming [\d,]+ record|no changes, no records|Successfully set|^ERROR/,
    );
    await ended.first().waitFor();
    const text = await frame.innerText();
    const [, error] = /^ERROR\s*([\s\S]*)/m.exec(text) ?? [];
    const [, count = '0'] = /(?:Displaying|Started streaming) ([\d,]+)/.exec(text) ?? [];
    const isGraph = text.includes('Displaying ');
    const warned = (await frame.getByText('Warn', { exact: true }).count()) > 0;
    return {
      frame,
      count: Number(count.replaceAll(',', '')),
      isGraph,
      warned,
      ...(error !== undefined && { error }),
    };
  }
}
