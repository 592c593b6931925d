# SPDX-FileCopyrightText: The Crosstalk authors
# SPDX-License-Identifier: MIT
"""A foreign program on the broker: all it knows is the name of a channel, which it publishes to and subscribes to.

usage: peer.py HOST PORT CHANNEL

Speaks RESP over two sockets, with nothing but the standard library. Standard input takes one JSON array of one string
a line, which is published; standard output says {"subscribed": channel}, then [text] for all that arrives.
"""
import json
import socket
import sys
import threading


class Redis:
    def __init__(self, host, port):
        self.stream = socket.create_connection((host, port)).makefile("rwb")

    def send(self, *words):
        self.stream.write(b"*%d\r\n" % len(words))
        for word in words:
            self.stream.write(b"$%d\r\n%s\r\n" % (len(word), word))
        self.stream.flush()

    def answer(self):
        line = self.stream.readline()
        kind, rest = line[:1], line[1:-2]
        if kind == b"*":
            return [self.answer() for _ in range(int(rest))]
        if kind == b"$":
            return self.stream.read(int(rest) + 2)[:-2]
        if kind == b":":
            return int(rest)
        raise ConnectionError(f"Redis said {line!r}")


def say(value):
    print(json.dumps(value), flush=True)


def listen(redis):
    while True:
        _, _, payload = redis.answer()
        say([payload.decode()])


def main(host, port, channel):
    subscriber = Redis(host, port)
    subscriber.send(b"SUBSCRIBE", channel.encode())
    subscriber.answer()
    say({"subscribed": channel})
    threading.Thread(target=listen, args=(subscriber,), daemon=True).start()

    publisher = Redis(host, port)
    for line in sys.stdin.buffer:
        publisher.send(b"PUBLISH", channel.encode(), json.loads(line)[0].encode())
        publisher.answer()


main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
