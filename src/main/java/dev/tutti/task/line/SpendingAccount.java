package dev.tutti.task.line;

import dev.tutti.task.api.TaskReason;
import dev.tutti.task.api.TaskSpendingLimits.SpendingLimit;
import dev.tutti.task.line.TaskSpending.SpendingNeed;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * Account of what tasks have used lately, and of what those that run are expected to use still. Not
 * thread-safe.
 */
final class SpendingAccount {
  private static final int NANO_DIGITS = 9;

  private final UsageWindow minute = new UsageWindow(Duration.ofMinutes(1), 12);
  private final UsageWindow day = new UsageWindow(Duration.ofDays(1), 24);
  private long reservedTokens;
  private long reservedNanoDollars;
  private int running;

  void used(long at, long now, long tokens, long nanoDollars) {
    minute.add(at, now, tokens, nanoDollars);
    day.add(at, now, tokens, nanoDollars);
  }

  void reserve(SpendingNeed need) {
    reservedTokens += need.tokens();
    reservedNanoDollars += need.nanoDollars();
  }

  void giveBack(SpendingNeed need) {
    reservedTokens -= need.tokens();
    reservedNanoDollars -= need.nanoDollars();
  }

  void begun() {
    running++;
  }

  void ended() {
    running--;
  }

  boolean isIdle(long now) {
    return running == 0 && day.tokens(now) == 0 && day.nanoDollars(now) == 0;
  }

  /**
   * Reason for which a task may not begin.
   *
   * @param whose before each reason: empty for the node's
   */
  Optional<TaskReason> ask(SpendingNeed need, SpendingLimit limit, String whose, long now) {
    if (running >= limit.running()) {
      var text = "%d tasks run (at most %d)".formatted(running, limit.running());
      return Optional.of(new TaskReason(whose + "running", text));
    }
    return tokens("tokens_per_minute", need, minute.tokens(now), limit.tokensPerMinute())
        .or(() -> tokens("tokens_per_day", need, day.tokens(now), limit.tokensPerDay()))
        .or(() -> money("cost_per_minute", need, minute.nanoDollars(now), limit.costPerMinute()))
        .or(() -> money("cost_per_day", need, day.nanoDollars(now), limit.costPerDay()))
        .map(hold -> new TaskReason(whose + hold.word(), hold.text()));
  }

  private Optional<TaskReason> tokens(String reason, SpendingNeed need, long used, long most) {
    if (fits(used, reservedTokens, need.tokens(), most)) {
      return Optional.empty();
    }
    var text =
        "%d tokens were used, tasks that run may take %d, this one %d (at most %d)"
            .formatted(used, reservedTokens, need.tokens(), most);
    return Optional.of(new TaskReason(reason, text));
  }

  private Optional<TaskReason> money(String reason, SpendingNeed need, long used, long most) {
    if (fits(used, reservedNanoDollars, need.nanoDollars(), most)) {
      return Optional.empty();
    }
    var text =
        "$%s were spent, tasks that run may take $%s, this one $%s (at most $%s)"
            .formatted(
                dollars(used),
                dollars(reservedNanoDollars),
                dollars(need.nanoDollars()),
                dollars(most));
    return Optional.of(new TaskReason(reason, text));
  }

  /** What takes more than a whole limit begins when nothing else counts: it would never begin. */
  private static boolean fits(long used, long reserved, long need, long most) {
    return need == 0 || used + reserved == 0 || used + reserved + need <= most;
  }

  private static String dollars(long nanoDollars) {
    return BigDecimal.valueOf(nanoDollars, NANO_DIGITS).stripTrailingZeros().toPlainString();
  }
}
