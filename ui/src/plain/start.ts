// The start page is whole without this: it only asks for the links that open the screens of a trial
// ready. Chrome 80 runs it.

interface Link {
  screen: string;
  address: string;
}

const language = document.documentElement.lang;

/** The screen speaks as this page does. */
const inLanguage = (address: string): string => address.replace('#', `?lang=${language}#`);

const makeReady = (mall: HTMLElement): void => {
  const notice = mall.querySelector<HTMLElement>('[data-unready]');
  fetch(`/api/v1/malls/${mall.getAttribute('data-mall') || ''}/trial/links`, { method: 'POST' })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then(({ links }: { links: Link[] }) => {
      links.forEach(({ screen, address }) => {
        const link = mall.querySelector<HTMLAnchorElement>(`[data-screen="${screen}"]`);
        if (link) link.href = inLanguage(address);
      });
      mall.setAttribute('data-ready', '');
    })
    .catch(() => {
      if (notice) notice.hidden = false;
    });
};

document.querySelectorAll<HTMLElement>('[data-mall]').forEach(makeReady);
