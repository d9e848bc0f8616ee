"""An M/M/10 queue in SimPy: customers a second of this process, and the mean wait."""

import random
import sys
import time

from SimPy.Simulation import Process, Resource, activate, hold, initialize, now, release, request, simulate

CUSTOMERS, COUNTERS, ARRIVALS, SERVICE = int(sys.argv[1]), 10, 9.0, 1.0

waits = []


class Visitor(Process):
    def visit(self, counters):
        came = now()
        yield request, self, counters
        waits.append(now() - came)
        yield hold, self, random.expovariate(SERVICE)
        yield release, self, counters


class Door(Process):
    def open(self, counters):
        for _ in range(CUSTOMERS):
            yield hold, self, random.expovariate(ARRIVALS)
            visitor = Visitor()
            activate(visitor, visitor.visit(counters))


random.seed(1)
initialize()
counters = Resource(capacity=COUNTERS)
door = Door()
activate(door, door.open(counters))
begun = time.process_time()
simulate(until=1e12)
took = time.process_time() - begun
print(CUSTOMERS / took, sum(waits) / len(waits))
