package dev.tutti.conversations;

/** Sums over turns that were replayed. Not thread-safe. */
final class ReplayTotals {
  private static final double CACHED = .1;

  private long turns;
  private long sent;
  private long full;
  private double cost;
  private double fullCost;
  private long followUps;
  private long broken;
  private long withoutOpening;

  /** Tokens of a request, and those at its beginning that the request before had, too. */
  void sent(long tokens, long cached, long fullTokens, long fullCached) {
    turns++;
    sent += tokens;
    full += fullTokens;
    cost += cost(tokens, cached);
    fullCost += cost(fullTokens, fullCached);
  }

  private static double cost(long tokens, long cached) {
    return tokens - (1 - CACHED) * cached;
  }

  /** A follow-up, whether it has what it needs, and whether it has the opening of its topic. */
  void followUp(boolean whole, boolean opened) {
    followUps++;
    broken += whole ? 0 : 1;
    withoutOpening += opened ? 0 : 1;
  }

  long turns() {
    return turns;
  }

  double saved() {
    return full == 0 ? 0 : 1 - (double) sent / full;
  }

  /** Money against the full history's. */
  double cost() {
    return fullCost == 0 ? 1 : cost / fullCost;
  }

  /** Share of follow-ups that were sent without what they need. */
  double broken() {
    return (double) broken / Math.max(1, followUps);
  }

  /** Share of all turns that were. */
  double brokenTurns() {
    return (double) broken / Math.max(1, turns);
  }

  String row(String name) {
    return "%-30s %7d %9d %7.1f %% %7.1f %% %8.2f %% %8.2f %% %8.2f %%"
        .formatted(
            name,
            turns,
            sent,
            100 * saved(),
            100 * cost(),
            100 * broken(),
            100 * brokenTurns(),
            100.0 * withoutOpening / Math.max(1, followUps));
  }

  static String head() {
    return "%-30s %7s %9s %9s %9s %10s %10s %10s"
        .formatted("", "turns", "sent", "saved", "cost", "broken", "of turns", "no opening");
  }
}
