"""Results of bench/gateway, asked for medians over sessions and rounds."""

import statistics


class View:
    """The results, asked for medians; None where nothing was measured."""

    def __init__(self, results):
        self.results = results
        self.settings = results["settings"]
        self.names = list(results["contestants"])

    def about(self, name):
        return self.results["contestants"].get(name, {})

    def rounds(self, name, phase):
        return [one[phase][name] for one in self.results["rounds"] if name in one[phase]]

    def middle(self, name, phase, figure):
        return median(self.sessions(name, phase, figure))

    def sessions(self, name, phase, figure):
        """The median over the rounds of each session, that is of each process."""
        return [median(one[phase][name][figure] for one in rounds) for rounds in self._by_session(name, phase)]

    def _by_session(self, name, phase):
        parts = {}
        for number, one in enumerate(self.results["rounds"]):
            if name in one[phase]:
                parts.setdefault(number // self.settings["rounds"], []).append(one)
        return list(parts.values())

    def spread(self, name, phase, figure):
        sessions = self.sessions(name, phase, figure)
        single = [one[figure] for one in self.rounds(name, phase)]
        values = [value for value in (sessions if len(sessions) > 1 else single) if value is not None]
        return (min(values), max(values)) if len(values) > 1 else None

    def rate(self, name, phase):
        return self.about(name).get("rates", {}).get(phase)

    def added(self, name, phase, span, quantile):
        """Microseconds more than without a gateway, at the same rate in the same round."""
        rate = self.rate(name, phase)
        return median(
            median(
                one[phase][name][span][quantile] - one["direct"][f"{phase}@{rate}"][span][quantile] for one in rounds
            )
            for rounds in self._by_session(name, phase)
        )

    def direct(self, run, span):
        """The median p50 and p99 without a gateway in this run, or None."""
        ran = [one["direct"][run][span] for one in self.results["rounds"] if run in one["direct"]]
        return [median(one[quantile] for one in ran) for quantile in ("p50", "p99")] if ran else None

    def crowd(self, name):
        return self.results["crowd"].get(name)

    def heap_per_stream(self, name):
        crowd = self.crowd(name)
        if not crowd or "heap" not in crowd["during"]:
            return None
        return (crowd["during"]["heap"] - crowd["before"]["heap"]) / crowd["streams"]

    def allocated(self, name, unit):
        """Bytes for each `request` or `chunk`, or None."""
        return self.results["allocated"].get(name, {}).get(unit)

    def bursts(self, name):
        return self.results["bursts"].get(name)

    def burst_failures(self, name):
        """Calls that failed or were lost in cold bursts, and breakers that opened; None without a burst."""
        bursts = self.bursts(name)
        return bursts["failed"] + bursts["lost"] + bursts["breakers"] if bursts and bursts["starts"] else None

    def start(self, name, kind):
        return median(self.results["starts"].get(name, {}).get(kind, []))

    def unanswered(self, name, kind):
        """How many requests `failed`, were `lost` or `unsent`, or processes `replaced`, over all rounds."""
        return sum(
            one[kind] for phase in ("saturate", "latency", "stream") for one in self.rounds(name, phase)
        )

    def quiet(self):
        """Whether other programs left the machine alone in the middle window."""
        shares = self.strangers()
        return bool(shares) and median(shares) < self.settings["quiet"]

    def strangers(self):
        """Shares of the machine that other programs took, one for each window."""
        return [
            one["others"]
            for number in self.results["rounds"]
            for phase in number.values()
            for one in phase.values()
        ]


def median(values):
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


def ratio(value, reference):
    return value / reference if value is not None and reference else None


def scaled(value, by):
    return None if value is None else value / by
