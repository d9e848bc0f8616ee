/** What stands before the screen. */
export type Dialog = 'pause' | 'transfer' | 'send_on' | 'services' | 'keys';
