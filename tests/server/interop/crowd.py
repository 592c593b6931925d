# SPDX-FileCopyrightText: The Crosstalk authors
# SPDX-License-Identifier: MIT
"""Many WebSocket clients at once: each sends one message, and each must hear all of them once, in one order.

usage: crowd.py COUNT URL…       the clients are spread over the URLs
Exits with 0 if so, else with a line that says what was wrong.
"""
import asyncio
import sys

import websockets


async def take(socket, count):
    return [await socket.recv() for _ in range(count)]


async def main(count, urls):
    sockets = await asyncio.gather(
        *(websockets.connect(urls[i % len(urls)], open_timeout=60) for i in range(count)))
    said = [f"{i} says hello" for i in range(count)]
    hearing = asyncio.gather(*(take(socket, count) for socket in sockets))
    await asyncio.gather(*(socket.send(text) for socket, text in zip(sockets, said)))
    heard = await hearing
    if sorted(heard[0]) != sorted(said):
        sys.exit(f"client 0 did not hear each message once: {heard[0]}")
    for i, texts in enumerate(heard):
        if texts != heard[0]:
            sys.exit(f"client {i} did not hear what client 0 heard, or in another order: {texts}")

    await sockets[0].send("that is all")
    for i, socket in enumerate(sockets):
        if (text := await socket.recv()) != "that is all":
            sys.exit(f"client {i} heard more than was said: {text}")
    await asyncio.gather(*(socket.close() for socket in sockets))


asyncio.run(main(int(sys.argv[1]), sys.argv[2:]))
