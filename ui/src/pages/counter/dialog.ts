/** What stands before the screen. */
export type Dialog = 'transfer' | 'send_on' | 'services' | 'keys';
