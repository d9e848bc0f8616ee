#!/usr/bin/env python3
"""A printer that does not exist, for trying tickets by hand.

    tests/e2e/printer.py 9100                 prints every ticket as text
    tests/e2e/printer.py 9100 no_paper        says that it is out of paper
    tests/e2e/printer.py 9100 silent          never says how it is
    tests/e2e/printer.py 9100 ends            the paper ends in each ticket

Name it in a mall file as `address = "127.0.0.1:9100"`.
"""

import re
import socketserver
import sys

WELL = bytes([0x12] * 4)
STATES = {
    "ready": WELL,
    "near_end": bytes([0x12, 0x12, 0x12, 0x1E]),
    "no_paper": bytes([0x1A, 0x32, 0x12, 0x72]),
    "cover_open": bytes([0x1A, 0x16, 0x12, 0x12]),
}


def rows_of(columns, height, dots):
    """Every eighth row of a raster, two dots a letter."""
    for top in range(0, height, 8):
        row = dots[top * columns : (top + 1) * columns]
        yield "".join("#" if byte & mask else " " for byte in row for mask in (0xC0, 0x30, 0x0C, 0x03))


def text_of(ticket):
    """What stands on the ticket, one line a line."""
    lines, line, at = [], "", 0
    while at < len(ticket):
        rest = ticket[at:]
        if raster := re.match(rb"\x1dv0\0(..)(..)", rest, re.S):
            columns, height = (int.from_bytes(part, "little") for part in raster.groups())
            lines += rows_of(columns, height, rest[8 : 8 + columns * height])
            at += 8 + columns * height
        elif code := re.match(rb"\x1d\(k(..)", rest, re.S):
            size = int.from_bytes(code[1], "little")
            if rest[6:7] == b"P":
                lines.append("[QR " + rest[8 : 5 + size].decode() + "]")
            at += 5 + size
        elif command := re.match(rb"\x1b@|\x1b[t3aEJ].|\x1dB.|\x1dP..|\x1dVB.", rest, re.S):
            if command[0].startswith(b"\x1dV"):
                lines.append("-" * 48)
            at += len(command[0])
        else:
            if rest[:1] == b"\n":
                lines.append(line)
                line = ""
            else:
                line += rest[:1].decode("cp437")
            at += 1
    return "\n".join(lines)


class Printer(socketserver.StreamRequestHandler):
    def handle(self):
        heard = ticket = b""
        while data := self.request.recv(65536):
            heard += data
            while question := re.search(rb"\x10\x04([\x01-\x04])", heard, re.S):
                ticket += heard[: question.start()]
                heard = heard[question.end() :]
                self.answer(question[1][0] - 1, is_after=bool(ticket))
        if ticket + heard:
            print(text_of(ticket + heard), flush=True)

    def answer(self, which, is_after):
        manner = self.server.manner
        if manner == "ends":
            manner = "no_paper" if is_after else "ready"
        if manner != "silent":
            self.request.sendall(STATES[manner][which : which + 1])


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


if __name__ == "__main__":
    with Server(("127.0.0.1", int(sys.argv[1])), Printer) as server:
        server.manner = sys.argv[2] if len(sys.argv) > 2 else "ready"
        server.serve_forever()
