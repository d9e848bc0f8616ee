/** What an example does when it is pressed. */
export const nothing = (): void => undefined;
