package dev.tutti.context.record;

import dev.tutti.chat.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Savings of views of conversations in a group of calls. Tokens are estimated.
 *
 * @param group a session, a skill or a day; empty for calls that have none
 * @param calls how many
 * @param sent tokens of views
 * @param full tokens of the full histories
 * @param costSaved nano-dollars at the prices of a prompt cache; negative where views cost more
 * @param compressionCost nano-dollars of writing summaries
 * @param followUps calls that were decided to be follow-ups
 * @param decided calls about which was decided
 */
public record ContextSavings(
    String group,
    long calls,
    long sent,
    long full,
    long costSaved,
    long compressionCost,
    long followUps,
    long decided) {
  private static final int SHARE_DIGITS = 4;
  private static final int DOLLAR_DIGITS = 9;

  /** The sum of two groups. */
  ContextSavings plus(ContextSavings other) {
    return new ContextSavings(
        "",
        calls + other.calls,
        sent + other.sent,
        full + other.full,
        costSaved + other.costSaved,
        compressionCost + other.compressionCost,
        followUps + other.followUps,
        decided + other.decided);
  }

  /** No calls. */
  static ContextSavings none() {
    return new ContextSavings("", 0, 0, 0, 0, 0, 0, 0);
  }

  /** It as JSON, without its group. */
  public ObjectNode json() {
    var json =
        Json.object()
            .put("calls", calls)
            .put("tokens_sent", sent)
            .put("tokens_full", full)
            .put("tokens_saved", full - sent)
            .put("saved_share", share(full - sent, full))
            .put("cost_saved_usd", dollars(costSaved))
            .put("compression_cost_usd", dollars(compressionCost))
            .put("net_saved_usd", dollars(costSaved - compressionCost));
    json.putObject("follow_up")
        .put("decided", decided)
        .put("follow_up_share", share(followUps, decided))
        .put("standalone_share", share(decided - followUps, decided));
    return json;
  }

  private static BigDecimal share(long part, long whole) {
    return whole == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(part)
            .divide(BigDecimal.valueOf(whole), SHARE_DIGITS, RoundingMode.HALF_UP);
  }

  private static BigDecimal dollars(long nanos) {
    return BigDecimal.valueOf(nanos, DOLLAR_DIGITS);
  }
}
