import { renew } from '#api/version';

const every = 2_000;

/** Loads the page anew once the server has another version and nobody is in the middle of anything. */
export const renewWhile = (isIdle: () => boolean): void => {
  $effect(() => {
    const timer = setInterval(() => {
      if (isIdle()) renew();
    }, every);
    return () => clearInterval(timer);
  });
};
