# SPDX-FileCopyrightText: The Crosstalk authors
# SPDX-License-Identifier: MIT
"""A WebSocket client of another make, driven line by line.

usage: client.py URL [SUBPROTOCOL]

Standard input takes one JSON array of strings a line: a text message, its elements sent as one fragment each.
Standard output says in JSON, one line each: {"opened": {"extensions": …, "subprotocol": …}}, then [text] for every text
message received, last {"closed": code}. The end of the input closes the connection with 1000.
"""
import asyncio
import json
import sys

import websockets


def say(value):
    print(json.dumps(value), flush=True)


async def lines():
    reader = asyncio.StreamReader(limit=64 * 1024 * 1024)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield line


async def send(socket):
    async for line in lines():
        fragments = json.loads(line)
        await socket.send(fragments[0] if len(fragments) == 1 else fragments)
    await socket.close()


async def main(url, subprotocols):
    # Compression is left at the library's default: permessage-deflate is offered.
    async with websockets.connect(url, subprotocols=subprotocols or None, max_size=None) as socket:
        answer = getattr(socket, "response_headers", None) or socket.response.headers  # up to 13, since 14
        say({"opened": {
            "extensions": answer.get("Sec-WebSocket-Extensions", ""),
            "subprotocol": socket.subprotocol or "",
        }})
        sending = asyncio.create_task(send(socket))
        try:
            while True:
                message = await socket.recv()
                say([message] if isinstance(message, str) else {"binary": len(message)})
        except websockets.ConnectionClosed:
            say({"closed": socket.close_code})
        if sending.done():
            sending.result()  # raises what ended it


asyncio.run(main(sys.argv[1], sys.argv[2:]))
