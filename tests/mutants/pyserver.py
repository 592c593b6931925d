# SPDX-FileCopyrightText: The Crosstalk authors
# SPDX-License-Identifier: MIT
"""A broadcast server as many write it: what a client says is published, what is published goes to every client.

usage: pyserver.py PORT REDIS_URL [--returns]

Like many, it listens to Redis until that breaks, and goes on without a word when it does: deaf from then on. With
--returns it subscribes again.
"""
import asyncio
import sys

import redis.asyncio
import redis.asyncio.retry
import redis.backoff
import redis.exceptions
import websockets

CHANNEL = "chat_channel"
clients = set()


async def serve(client, *_):
    clients.add(client)
    try:
        async for message in client:
            await broker.publish(CHANNEL, message)
    except websockets.ConnectionClosed:
        pass
    finally:
        clients.discard(client)


async def forward(is_subscribed):
    async with broker.pubsub() as subscription:
        await subscription.subscribe(CHANNEL)
        async for message in subscription.listen():
            if message["type"] == "subscribe":
                is_subscribed.set()
            elif message["type"] == "message":
                websockets.broadcast(clients, message["data"])


async def forward_again(is_subscribed):
    while True:
        try:
            await forward(is_subscribed)
        except redis.exceptions.ConnectionError:
            await asyncio.sleep(0.1)


async def main():
    is_subscribed = asyncio.Event()
    forwarding = asyncio.create_task((forward_again if returns else forward)(is_subscribed))
    await is_subscribed.wait()
    async with websockets.serve(serve, "127.0.0.1", port):
        print("listening", flush=True)
        await asyncio.wait([forwarding])
        print("nothing more will come from Redis", flush=True)
        await asyncio.Event().wait()


port, url, returns = int(sys.argv[1]), sys.argv[2], "--returns" in sys.argv
# Recent versions would try again by themselves; this one is as it was for years.
once = redis.asyncio.retry.Retry(redis.backoff.NoBackoff(), 0)
broker = redis.asyncio.from_url(url, decode_responses=True, retry=once)
asyncio.run(main())
