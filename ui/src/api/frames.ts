/** One event of a stream, as the server wrote it. */
export interface StreamEvent {
  readonly id: string | null;
  readonly name: string;
  readonly data: string;
}

/** Splits what has come of a stream into its whole events and the rest, which is not whole yet. */
export const takeEvents = (text: string): { events: StreamEvent[]; rest: string } => {
  const blocks = text.split('\n\n');
  const rest = blocks.pop() ?? '';
  return { events: blocks.flatMap(eventOf), rest };
};

const eventOf = (block: string): StreamEvent[] => {
  let id: string | null = null;
  let name = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    const field = line.slice(0, colon);
    const value = line.slice(colon + 1).trimStart();
    if (field === 'id') id = value;
    else if (field === 'event') name = value;
    else if (field === 'data') data.push(value);
  }
  return data.length > 0 ? [{ id, name, data: data.join('\n') }] : [];
};
