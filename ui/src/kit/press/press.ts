import type { Attachment } from 'svelte/attachments';
import { isPress } from '#model/presses';

let lastPress = Number.NEGATIVE_INFINITY; // Of the whole screen: a double tap hits what came beneath.

/** Acts when a target is let go, by finger, mouse or key; a resting hand and a bounce do nothing. */
export const press =
  (act: () => void): Attachment<HTMLElement> =>
  (target) => {
    let began: number | null = null;
    const down = (event: PointerEvent): void => {
      began = event.timeStamp;
    };
    const click = (event: MouseEvent): void => {
      const byKey = event.detail === 0;
      const touch = { began: byKey ? event.timeStamp : (began ?? event.timeStamp), ended: event.timeStamp };
      began = null;
      if (!isPress(touch, lastPress)) return;
      lastPress = event.timeStamp;
      act();
    };
    target.addEventListener('pointerdown', down);
    target.addEventListener('click', click);
    return () => {
      target.removeEventListener('pointerdown', down);
      target.removeEventListener('click', click);
    };
  };
