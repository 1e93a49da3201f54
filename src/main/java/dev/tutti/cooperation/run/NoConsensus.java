package dev.tutti.cooperation.run;

import dev.tutti.cooperation.vote.VoteResult;
import java.util.LinkedHashMap;
import java.util.Locale;

/** Words for a vote that nobody has won, for who asks a cooperation as a model. */
final class NoConsensus {
  private static final int PERCENT = 100;

  private NoConsensus() {}

  /** Every view with its share of the weights. */
  static String words(String question, VoteResult vote) {
    var shares = new LinkedHashMap<String, Double>();
    double sum = vote.votes().stream().mapToDouble(each -> each.weight()).sum();
    for (var each : vote.votes()) {
      if (each.canonical() != null) {
        shares.merge(
            each.canonical(), each.weight() / Math.max(sum, Double.MIN_NORMAL), Double::sum);
      }
    }
    var text = new StringBuilder(Instructions.NO_CONSENSUS.in(question));
    shares.forEach(
        (answer, share) ->
            text.append(String.format(Locale.ROOT, "\n- %s (%.0f %%)", answer, share * PERCENT)));
    return text.toString();
  }
}
