package dev.tutti.report.kind;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * First attempts that failed.
 *
 * @param outcome the code of their fault
 * @param deployment that was asked
 * @param calls how many
 * @param recovered how many of these calls still got their answer
 */
record FirstCause(
    String outcome, String deployment, long calls, long recovered, Instant first, Instant last) {
  BigDecimal recoveredShare() {
    return BigDecimal.valueOf(recovered).divide(BigDecimal.valueOf(calls), Sections.DIGITS);
  }

  boolean isSame(FirstCause other) {
    return outcome.equals(other.outcome) && deployment.equals(other.deployment);
  }
}
