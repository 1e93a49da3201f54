"""Cold bursts: Tutti is started, and many callers ask at once as soon as it answers."""

import shutil
from collections import Counter
from dataclasses import dataclass, field

from support import contestants


class Fresh(contestants.TuttiDefault):
    """Tutti with the pool's defaults and an empty data folder at each start."""

    name = "bursts"

    def start(self, folder, port, upstream, models):
        shutil.rmtree(folder / "data", ignore_errors=True)
        return super().start(folder, port, upstream, models)


@dataclass
class Bursts:
    """Totals over the starts so far; `faults` says how often calls failed with which words."""

    callers: int = 1000
    seconds: float = 1
    totals: Counter = field(default_factory=lambda: Counter(starts=0, answers=0, failed=0, lost=0, breakers=0))
    faults: Counter = field(default_factory=Counter)

    def once(self, bench):
        """One start with two bursts: the callers of the first leave in the middle of their calls, as the second comes."""
        server, _ = bench.start(Fresh())
        try:
            for _ in range(2):
                self._count(bench.saturate(server, self.seconds, self.callers))
            breakers = server.get("/admin/breakers")["data"]
            self.totals["breakers"] += sum(breaker["state"] != "closed" for breaker in breakers)
            self.totals["starts"] += 1
        finally:
            bench.children.stop(server.child)

    def _count(self, result):
        self.totals["answers"] += round(result["per_second"] * result["seconds"])
        self.totals["failed"] += result["failed"]
        self.totals["lost"] += result["lost"]
        self.faults.update(result["faults"])

    def bad(self):
        """Calls that failed or stayed without an answer, and breakers that opened."""
        return self.totals["failed"] + self.totals["lost"] + self.totals["breakers"]

    def result(self):
        return {"callers": self.callers, **self.totals, "faults": dict(self.faults)}
