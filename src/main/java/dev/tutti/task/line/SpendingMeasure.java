package dev.tutti.task.line;

import dev.tutti.task.api.TaskSpendingLimits.TaskAmount;
import java.math.BigDecimal;
import java.util.function.ToLongFunction;

/** Measure of what tasks use, as limits are made of it. */
enum SpendingMeasure {
  /** Tokens of models. */
  TOKENS("tokens", TaskAmount::tokens, "%s tokens were used"),

  /** Money. */
  COST("cost", TaskAmount::nanoDollars, "%s were spent"),

  /** Bytes of requests to providers and their answers. */
  NETWORK("network", TaskAmount::networkBytes, "%s bytes were sent and received");

  private static final int NANO_DIGITS = 9;

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // a getter
  private final ToLongFunction<TaskAmount> part;

  private final String used;

  SpendingMeasure(String word, ToLongFunction<TaskAmount> part, String used) {
    this.word = word;
    this.part = part;
    this.used = used;
  }

  /** Word that reasons and settings begin with. */
  String word() {
    return word;
  }

  /**
   * Whether another task fits into a limit. One that takes more than a whole limit begins when
   * nothing else counts: it would never begin.
   */
  boolean fits(TaskAmount used, TaskAmount reserved, TaskAmount need, TaskAmount most) {
    long taken = part.applyAsLong(used) + part.applyAsLong(reserved);
    long more = part.applyAsLong(need);
    return more == 0 || taken == 0 || taken + more <= part.applyAsLong(most);
  }

  /** Figures by which a task does not fit. */
  String text(TaskAmount before, TaskAmount reserved, TaskAmount need, TaskAmount most) {
    return (used + ", tasks that run may take %s, this one %s (at most %s)")
        .formatted(shown(before), shown(reserved), shown(need), shown(most));
  }

  private String shown(TaskAmount amount) {
    long value = part.applyAsLong(amount);
    return this == COST
        ? "$" + BigDecimal.valueOf(value, NANO_DIGITS).stripTrailingZeros().toPlainString()
        : Long.toString(value);
  }
}
