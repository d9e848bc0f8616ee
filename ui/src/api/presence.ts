import { report } from './announcements';
import { token } from './credentials';

/** How often a device says that it is there, in milliseconds; the server misses one that does not. */
export const reporting = 15_000;

/** Says so for as long as nobody calls what is given back. A screen without a token is nobody's device. */
export const sayThatItIsThere = (mall: string): (() => void) => {
  const tell = (): void => {
    if (token() !== null) void report(mall, {});
  };
  tell();
  const timer = setInterval(tell, reporting);
  return () => clearInterval(timer);
};
