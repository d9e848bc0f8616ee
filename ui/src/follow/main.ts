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
const aged = 60000; // After which what is told of a wait is asked for anew.

/** What the stream of a visit tells besides its heartbeat. */
const changes = (
  'reset issued called recalled started finished no_show rejoined held resumed transferred ' +
  'cancelled undone counter day'
).split(' ');

const silence = 40000; // A heartbeat comes every 15 s.
const looking = 5000;

let due = 0;
let isStale = false; // Something may have changed that was not heard, or did not come.
let askedAt = Date.now();

const say = (isLost: boolean): void => {
  if (offline) offline.hidden = !isLost;
};

/** Tells who cannot see the page what is new on it. */
const tell = (words: string): void => {
  const news = document.getElementById('news');
  if (news && words !== '') news.textContent = words;
};

const wordsAt = (place: ParentNode, selector: string): string => {
  const found = place.querySelector(selector);
  return found && found.textContent ? found.textContent.trim() : '';
};

/** What a person has begun on the page stays so on the fresh one: ticks, what is open, where they are. */
const goOn = (before: Element, fresh: Element): void => {
  fresh.querySelectorAll<HTMLInputElement>('input[id]').forEach((box) => {
    const old = before.querySelector<HTMLInputElement>(`[id="${box.id}"]`);
    if (old && old.checked !== old.defaultChecked) box.checked = old.checked;
  });
  fresh.querySelectorAll('details').forEach((one) => {
    const old = before.querySelector<HTMLDetailsElement>(`[id="${one.id}"]`);
    if (old) one.open = old.open;
  });
};

/** Shows a page that the server has rendered in place of this one. */
const show = (text: string): void => {
  const page = new DOMParser().parseFromString(policy.createHTML(text), 'text/html');
  const found = page.querySelector('main');
  const main = document.querySelector('main');
  if (!found || !main || found.innerHTML === main.innerHTML) return;
  const fresh = document.importNode(found, true);
  goOn(main, fresh);
  const focused = document.activeElement ? document.activeElement.id : '';
  const isNews = wordsAt(fresh, 'h1') !== wordsAt(main, 'h1');
  main.replaceWith(fresh);
  const again = focused === '' ? null : document.getElementById(focused);
  if (again) again.focus({ preventScroll: true });
  if (isNews) tell(`${wordsAt(fresh, 'h1')} ${wordsAt(fresh, '.where')}`);
};

/** Asks the server for the page, or sends it a form, which answers with the page. */
const ask = (address: string, form: URLSearchParams | null): Promise<string> => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  const wish: RequestInit = { signal: abort.signal, headers: { Accept: 'text/html' } };
  const read = fetch(address, form ? { ...wish, method: 'POST', body: form } : wish).then((answer) =>
    answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status))),
  );
  const over = (): void => clearTimeout(timer);
  read.then(over, over);
  return read;
};

const refresh = (): void => {
  due = 0;
  askedAt = Date.now();
  ask(location.pathname, null)
    .then((text) => {
      isStale = false;
      say(false);
      show(text);
    })
    .catch(() => {
      isStale = true;
      say(true);
    });
};

/** Several changes at once are one reason to ask. */
const refreshSoon = (): void => {
  if (due === 0) due = window.setTimeout(refresh, 300);
};

let pressed: HTMLButtonElement | null = null;
let isSending = false;

/** A form's fields with the button that was pressed, which Chrome 80 does not tell. */
const fieldsOf = (form: HTMLFormElement): URLSearchParams => {
  const fields = new URLSearchParams();
  new FormData(form).forEach((value, name) => fields.append(name, String(value)));
  if (pressed && pressed.form === form && pressed.name) fields.append(pressed.name, pressed.value);
  return fields;
};

document.addEventListener('click', ({ target }) => {
  if (target instanceof Element) pressed = target.closest('button');
});

/** A form is sent from where it stands; what was pressed twice is sent once. */
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
  event.preventDefault();
  if (isSending) return;
  isSending = true;
  const step = form.closest('li');
  const fields = fieldsOf(form);
  form.setAttribute('aria-busy', 'true');
  ask(form.action, fields)
    .then((text) => {
      say(false);
      form.reset();
      show(text);
      if (step) tell(wordsAt(document, `[id="${step.id}"] .rated`));
    })
    .catch(() => say(true))
    .then(() => {
      isSending = false;
      form.removeAttribute('aria-busy');
    });
});

/** What is left of a wait grows less though nothing happens. */
const refreshAged = (): void => {
  if (Date.now() - askedAt >= aged && document.querySelector('.estimate')) refreshSoon();
};

let source: EventSource | null = null;
let heard = 0;

const hear = (): void => {
  heard = Date.now();
};

/** A browser that was turned away does not come back by itself. */
const again = (): void => {
  source = null;
  setTimeout(listen, patience);
};

const listen = (): void => {
  if (source !== null || document.hidden || code === null) return;
  source = new EventSource(`/api/v1/visits/${code}/events`);
  hear();
  for (const change of changes) source.addEventListener(change, refreshSoon);
  source.onopen = () => {
    hear();
    if (isStale) refreshSoon();
  };
  source.addEventListener('beat', () => {
    hear();
    if (!isStale) say(false);
    refreshAged();
  });
  source.onerror = () => {
    isStale = true;
    say(true);
    if (source && source.readyState === EventSource.CLOSED) again();
  };
};

const hangUp = (): void => {
  if (source) source.close();
  source = null;
};

/** A page that nobody looks at asks for nothing. */
document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    hangUp();
    isStale = true;
  } else {
    listen();
  }
});

/** What did not come is asked for again, and a link that went without a word is taken up again. */
setInterval(() => {
  if (source === null) return;
  if (isStale) refreshSoon();
  if (Math.abs(Date.now() - heard) < silence) return;
  say(true);
  hangUp();
  listen();
}, looking);

listen();
