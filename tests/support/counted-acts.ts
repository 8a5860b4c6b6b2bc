import type { Page } from "@playwright/test";

/** What was done to a page since the count began, as its browser saw it. */
export type Acts = {
  clicks: number;
  /** Shortcuts, Enter, Tab and whatever else does not type a value into a field. */
  keys: number;
  /** What neither a mouse nor a key did, in words. */
  beside: string[];
};

/**
 * Loads the page anew and lets its browser count every press of a mouse button and of a key from then on, whoever sends them. So a test
 * cannot act uncounted: a value, a focus, a click or an address that comes from outside stands under `beside`.
 */
export async function countActs(page: Page): Promise<Acts> {
  const acts: Acts = { clicks: 0, keys: 0, beside: [] };
  let documents = 0;
  await page.exposeBinding("countAct", (_, kind: ActKind, what: string) => {
    if (kind === "click") acts.clicks++;
    else if (kind === "key") acts.keys++;
    else if (kind === "beside") acts.beside.push(what);
    else if (documents++ > 0) acts.beside.push(`the address ${what}`);
  });
  await page.addInitScript(watchActs);
  await page.reload();
  return acts;
}

type ActKind = "click" | "key" | "beside" | "document";

declare global {
  interface Window {
    countAct: (kind: ActKind, what: string) => void;
  }
}

/** Runs in the browser, before the app does. */
function watchActs(): void {
  window.countAct("document", location.pathname);
  let held = 0; // keys and buttons that are down: what happens meanwhile is their doing
  let byApp = 0; // what the app does itself is its answer to them
  const { focus, click } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function (options) {
    byApp++;
    focus.call(this, options);
    byApp--;
  };
  HTMLElement.prototype.click = function () {
    byApp++;
    click.call(this);
    byApp--;
  };
  const types = ({ key, ctrlKey, altKey, metaKey, target }: KeyboardEvent) =>
    key.length === 1 && !ctrlKey && !altKey && !metaKey && target instanceof Element && target.matches("input, textarea, [role=combobox]");
  const on = <K extends keyof WindowEventMap>(type: K, listen: (event: WindowEventMap[K]) => void) =>
    window.addEventListener(type, listen, { capture: true });
  const press = (kind: ActKind, what: string) => {
    held++;
    window.countAct(kind, what);
  };
  const release = () => {
    held = Math.max(0, held - 1);
  };
  const beside = (what: string) => (event: Event) => {
    const { target } = event;
    const name = target instanceof Element ? target.ariaLabel || target.textContent || target.id || target.localName : "the window";
    if (held === 0 && byApp === 0) window.countAct("beside", `${what} ${name}`.trim());
  };
  on("keydown", (event) => {
    if (types(event) || ["Control", "Shift", "Alt", "Meta"].includes(event.key)) held++;
    else press("key", event.key);
  });
  on("keyup", release);
  on("pointerdown", () => press("click", ""));
  on("pointerup", release);
  on("input", (event) => event.isTrusted && beside("a value in")(event));
  on("focusin", beside("a focus on"));
  on("click", (event) => !event.isTrusted && beside("a click on")(event));
  on("popstate", beside("the way back from"));
}
