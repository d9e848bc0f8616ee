// The page is whole without this: it only brings what changes at once. Chrome 80 runs it.

interface Policy {
  createHTML(text: string): string;
}

interface Factory {
  createPolicy(name: string, rules: { createHTML(text: string): string }): Policy;
}

const factory = (window as unknown as { trustedTypes?: Factory }).trustedTypes;
const policy: Policy = factory
  ? factory.createPolicy('gerai-follow', { createHTML: (text) => text })
  : { createHTML: (text) => text };

const code = document.body.getAttribute('data-code');
const offline = document.getElementById('offline');
const patience = 8000;

/** What the stream of a visit tells besides its heartbeat. */
const changes = (
  'reset issued called recalled started finished no_show rejoined held resumed transferred ' +
  'cancelled undone counter day'
).split(' ');

let due = 0;

const say = (isLost: boolean): void => {
  if (offline) offline.hidden = !isLost;
};

const show = (text: string): void => {
  const page = new DOMParser().parseFromString(policy.createHTML(text), 'text/html');
  const fresh = page.querySelector('main');
  const main = document.querySelector('main');
  if (!fresh || !main || fresh.textContent === main.textContent) return;
  main.replaceWith(document.importNode(fresh, true));
};

const refresh = (): void => {
  due = 0;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  fetch(location.pathname, { signal: abort.signal, headers: { Accept: 'text/html' } })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
    .then((text) => {
      say(false);
      show(text);
    })
    .catch(() => say(true))
    .then(() => clearTimeout(timer));
};

/** Several changes at once are one reason to ask. */
const refreshSoon = (): void => {
  if (due === 0) due = window.setTimeout(refresh, 300);
};

let source: EventSource | null = null;

const listen = (): void => {
  if (source !== null || document.hidden || code === null) return;
  source = new EventSource(`/api/v1/visits/${code}/events`);
  for (const change of changes) source.addEventListener(change, refreshSoon);
  source.addEventListener('beat', () => say(false));
  source.onerror = () => say(true);
};

/** A page that nobody looks at asks for nothing. */
document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    if (source) source.close();
    source = null;
  } else {
    listen();
  }
});

listen();
