/** A touch on a target, in milliseconds of the page. */
export interface Touch {
  readonly began: number;
  readonly ended: number;
}

const longest = 1_500; // A hand that rests on the glass chooses nothing.
const pause = 400; // A bouncing finger or a double tap is one press.

/** Whether a touch counts as a press, after the last one that counted. */
export const isPress = ({ began, ended }: Touch, last: number): boolean =>
  ended - began <= longest && ended - last >= pause;
