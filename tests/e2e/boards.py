"""Many boards at once, on one thread: each reads the stream of a mall and takes it up again when it ends."""

import asyncio
import json
import resource
import threading

READ_MOST = 1 << 20


class Board:
    """A board as the server knows it: what it was told, and the hall as it last asked for it."""

    def __init__(self):
        self.seqs = []  # Of all frames, over all connections.
        self.greetings = 0
        self.resets = 0
        self.seen = 0  # The sequence that its picture of the hall covers.
        self.last = None
        self.is_stale = False
        self.asking = None

    def hear(self, event):
        if event["event"] == "hello":
            self.greetings += 1
        self.resets += event["event"] == "reset"
        if "id" not in event:
            return
        self.last = event["id"]
        if event["event"] not in ("hello", "reset"):
            self.seqs.append(int(event["id"]))


def allow_connections(count):
    """Each of them is an open file of this process."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(hard, max(soft, 2 * count))
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class Boards:
    """Boards of one mall. Whose stream ends comes back at once, as long as it takes, and asks for the whole."""

    def __init__(self, port, mall, count):
        allow_connections(2 * count)
        self.port = port
        self.path = f"/api/v1/malls/{mall}"
        self.all = [Board() for _ in range(count)]
        self.faults = []  # Answers that were none.
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        # The loop itself holds its tasks but weakly.
        self.lives = [asyncio.run_coroutine_threadsafe(self.live(board), self.loop) for board in self.all]
        return self

    def __exit__(self, *unused):
        asyncio.run_coroutine_threadsafe(self.end(), self.loop).result(timeout=20)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(timeout=20)
        self.loop.close()

    async def end(self):
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def live(self, board):
        while True:
            try:
                await self.read(board)
            except (OSError, asyncio.IncompleteReadError):
                await asyncio.sleep(0.1)  # The server is not there yet.
            except AssertionError as fault:
                self.faults.append(str(fault))
                return

    async def read(self, board):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=READ_MOST)
        try:
            after = {} if board.last is None else {"Last-Event-ID": board.last}
            await self.send(writer, f"{self.path}/events", after)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            while event := await self.event(reader):
                board.hear(event)
                board.is_stale |= event["event"] != "beat"
                if board.is_stale and (board.asking is None or board.asking.done()):
                    board.asking = asyncio.ensure_future(self.look(board, event["event"] == "hello"))
        finally:
            writer.close()

    async def look(self, board, anew):
        """Asks for the board, as a screen does when it was told something; for the mall too when it is back."""
        try:
            if anew:
                await self.get(self.path)
            while board.is_stale:
                board.is_stale = False
                board.seen = (await self.get(f"{self.path}/board"))["seq"]
        except (OSError, asyncio.IncompleteReadError):
            return  # The stream has ended too, and asks again when it is back.

    async def get(self, path):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=READ_MOST)
        try:
            await self.send(writer, path, {"Connection": "close"})
            head, _, body = (await reader.read(-1)).partition(b"\r\n\r\n")
            if not body:
                raise ConnectionError("no answer")
            assert head.startswith(b"HTTP/1.1 200"), head
            return json.loads(body)
        finally:
            writer.close()

    @staticmethod
    async def send(writer, path, headers):
        lines = [f"GET {path} HTTP/1.1", "Host: hall", *(f"{name}: {value}" for name, value in headers.items())]
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        await writer.drain()

    @staticmethod
    async def event(reader):
        """The next event; raises when the stream ends."""
        event = {}
        for line in (await reader.readuntil(b"\n\n")).decode().splitlines():
            name, _, value = line.partition(": ")
            event[name] = value
        return event if "event" in event else {"event": "retry"}
