import { describe, expect, test } from 'vitest';
import { takeEvents } from '#api/frames';

describe('a stream', () => {
  test('is taken event by event, and what is not whole is kept', () => {
    const { events, rest } = takeEvents(
      'retry: 3000\n\nid: 5\nevent: called\ndata: {"seq":5}\n\nevent: beat\ndata: {}\n\nid: 6\nev',
    );

    expect(events).toEqual([
      { id: '5', name: 'called', data: '{"seq":5}' },
      { id: null, name: 'beat', data: '{}' },
    ]);
    expect(rest).toBe('id: 6\nev');
  });

  test('may come in any pieces', () => {
    const whole = 'id: 1\nevent: a\ndata: 1\n\nid: 2\nevent: b\ndata: 2\n\n';
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const first = takeEvents(whole.slice(0, cut));
      const second = takeEvents(first.rest + whole.slice(cut));
      expect([...first.events, ...second.events].map((event) => event.id)).toEqual(['1', '2']);
    }
  });
});
