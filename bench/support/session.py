"""One run of the bench from warm-up to results: every contestant in turn, in every round."""

import subprocess

from support import jvm
from support.bursts import Bursts
from support.measure import CHUNKS, Failed

HALF_A_CORE = 0.5e6
SETTLED = 0.93
STEADY = 3
COMPILING = 0.03


class Session:
    """Keeps the servers that run and collects `results`; a contestant that fails is noted and left out."""

    def __init__(self, bench, chosen, say, rates=None):
        """`rates` by contestant, those of an earlier session, are kept; a contestant without finds its own."""
        self.bench = bench
        self.settings = bench.settings
        self.say = say
        self._rates = rates or {}
        self.chosen = []
        self.servers = []
        self.results = {"contestants": {}, "rounds": [], "allocated": {}, "crowd": {}, "starts": {}, "bursts": {}}
        for contestant in chosen:
            self._admit(contestant)

    def _admit(self, contestant):
        missing = contestant.missing()
        about = {"note": contestant.note, "trouble": [missing] if missing else []}
        self.results["contestants"][contestant.name] = about
        if missing:
            self.say(f"{contestant.name}: {missing}")
            return
        self.chosen.append(contestant)
        trouble = self._guarded(contestant.name, contestant.prepare)
        about["trouble"] += [trouble] if trouble else []
        if contestant in self.chosen:
            about["version"] = contestant.version()

    def run(self, beside=True):
        """Everything; without what stands `beside` the rounds (memory, slow streams, starts), when that is unset."""
        self._start_all()
        self._warm_up()
        for number in range(self.settings.rounds):
            self.say(f"round {number + 1} of {self.settings.rounds}")
            self.results["rounds"].append(self._round(number))
        if beside:
            self._allocations()
        self._finish_all()
        if beside:
            self._beside()
        return self.results

    def _allocations(self):
        """What the servers that are warm now allocate; only a JVM tells."""
        jvms = {contestant.name for contestant in self.chosen if contestant.jvm}
        for server in [server for server in self.servers if server.name in jvms]:
            self.say(f"allocation of {server.name}")
            allocated = self._guarded(server.name, lambda: self.bench.allocated(server))
            if allocated:
                self.results["allocated"][server.name] = allocated

    def _beside(self):
        for contestant in list(self.chosen):
            self._guarded(contestant.name, lambda: self._crowd(contestant))
            if contestant.bursts:
                self._guarded(contestant.name, lambda: self._bursts(contestant))
        for number in range(self.settings.starts):
            self.say(f"start {number + 1} of {self.settings.starts}")
            for contestant in list(self.chosen):
                self._guarded(contestant.name, lambda: self._start_once(contestant))

    def _guarded(self, name, action):
        """Does it; a failure becomes a note beside the contestant, whose part then ends."""
        try:
            return action()
        except (Failed, jvm.Unknown, OSError, subprocess.SubprocessError) as failure:
            self.say(f"{name}: {failure}")
            self.results["contestants"][name]["trouble"].append(str(failure))
            self.chosen = [one for one in self.chosen if one.name != name]
            self.servers = [one for one in self.servers if one.name != name]
            return None

    def _start_all(self):
        for contestant in list(self.chosen):
            self.say(f"starting {contestant.name}")
            started = self._guarded(contestant.name, lambda: self.bench.start(contestant))
            if started:
                self.servers.append(started[0])

    def _warm_up(self):
        for _ in range(2):
            self.bench.saturate(self.bench.direct, 3)
        for server in list(self.servers):
            self.say(f"warming up {server.name}")
            self._guarded(server.name, lambda: self._calibrate(server))

    def _calibrate(self, server):
        """Warms a server up and finds rates that leave it at half a core, where it does not queue."""
        cost = self._settled(lambda: self.bench.saturate(server, self.settings.warm_up))
        server.rates["latency"] = _rate(cost, self.settings.rate)
        server.rates["stream"] = min(5, server.rates["latency"])

        def stream():
            measured = self.bench.stream(server, server.rates["stream"], self.settings.warm_up)
            cost = (measured["cpu_us"] or HALF_A_CORE) * CHUNKS
            server.rates["stream"] = _rate(cost, self.settings.streams_per_second)
            return measured

        self._settled(stream)
        server.rates.update(self._rates.get(server.name, {}))
        self.results["contestants"][server.name]["rates"] = dict(server.rates)

    def _settled(self, measure):
        """Measures until the CPU that one answer costs no longer falls and a JIT, if there is one, compiles hardly anything more."""
        costs, compiling = [], []
        for _ in range(self.settings.warm_ups):
            measured = measure()
            cost = measured["cpu_us"] or HALF_A_CORE
            costs.append(cost)
            compiling.append(1 - (measured["app_us"] or cost) / cost)
            earlier, late = costs[:-STEADY], costs[-STEADY:]
            if earlier and min(late) > SETTLED * min(earlier) and max(compiling[-STEADY:]) < COMPILING:
                break
        return min(costs)

    def _round(self, number):
        """Every measurement once, each contestant beside the direct run at its rate; who begins changes."""
        results = {"saturate": {}, "latency": {}, "stream": {}, "direct": {}}
        turn = number % max(1, len(self.servers))
        order = self.servers[turn:] + self.servers[:turn]
        self._measure(results["direct"], "saturate", self.bench.direct, self.bench.saturate)
        for server in order:
            self._measure(results["saturate"], server.name, server, self.bench.saturate)
        for phase, ask in (("latency", self.bench.latency), ("stream", self.bench.stream)):
            for rate in sorted({server.rates[phase] for server in order}, reverse=True):
                self._measure(results["direct"], f"{phase}@{rate}", self.bench.direct, ask, rate)
                for server in order:
                    if server.rates[phase] == rate:
                        self._measure(results[phase], server.name, server, ask, rate)
        return results

    def _measure(self, results, name, server, ask, *rate):
        """Puts one measurement under its name, unless the server has failed or fails now."""
        quietly = self.bench.quietly
        if server is self.bench.direct:
            results[name] = quietly(lambda: ask(server, *rate))
        elif server in self.servers:
            measured = self._guarded(server.name, lambda: quietly(lambda: ask(server, *rate)))
            if measured:
                results[name] = measured

    def _finish_all(self):
        for contestant in self.chosen:
            self._last_words(contestant)
        for server in self.servers:
            self.bench.children.stop(server.child)

    def _last_words(self, contestant):
        """What only the contestant itself knows, such as the waits for its pool."""
        server = next((one for one in self.servers if one.name == contestant.name), None)
        if server and hasattr(contestant, "tells"):
            told = self._guarded(contestant.name, lambda: contestant.tells(server))
            self.results["contestants"][contestant.name]["told"] = told

    def _crowd(self, contestant):
        self.say(f"{self.settings.crowd:,} slow streams through {contestant.name}")
        server, _ = self.bench.start(contestant)
        self.bench.saturate(server, 1, connections=8)
        self.results["crowd"][contestant.name] = self.bench.crowd(server, contestant.jvm)
        self.bench.children.stop(server.child)

    def _bursts(self, contestant):
        bursts = Bursts()
        for number in range(self.settings.bursts):
            self.say(f"cold burst {number + 1} of {self.settings.bursts}")
            bursts.once(self.bench)
        self.results["bursts"][contestant.name] = bursts.result()

    def _start_once(self, contestant):
        for kind, variant in contestant.variants().items():
            server, took = self.bench.start(variant)
            self.bench.children.stop(server.child)
            kinds = self.results["starts"].setdefault(contestant.name, {})
            kinds.setdefault(kind, []).append(took)


def _rate(cost_us, most):
    return int(max(1, min(most, HALF_A_CORE / cost_us)))
