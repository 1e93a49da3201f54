package dev.tutti.task.api;

import dev.tutti.config.Argument;
import dev.tutti.config.Section;
import dev.tutti.config.Setting;

/**
 * Limits of what tasks may use, together.
 *
 * @param node of all tasks
 * @param owner of the tasks of each owner
 */
public record TaskSpendingLimits(SpendingLimit node, SpendingLimit owner) {
  private static final long UNLIMITED = Long.MAX_VALUE;
  private static final double NANO = 1e9;
  private static final double MOST_DOLLARS = 1e9;
  private static final int MOST_TOKENS = Integer.MAX_VALUE;

  /** Anything. */
  public static final TaskSpendingLimits NONE =
      new TaskSpendingLimits(SpendingLimit.NONE, SpendingLimit.NONE);

  /**
   * Limits of one account. A minute and a day are those before the moment.
   *
   * @param running tasks at once
   * @param costPerMinute in billionths of a US dollar
   * @param costPerDay in billionths of a US dollar
   */
  public record SpendingLimit(
      int running, long tokensPerMinute, long tokensPerDay, long costPerMinute, long costPerDay) {
    /** Anything. */
    public static final SpendingLimit NONE =
        new SpendingLimit(Integer.MAX_VALUE, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED);

    /** Checks the ranges. */
    public SpendingLimit {
      Argument.check(running >= 1, "running", running, ">= 1");
      Argument.check(tokensPerMinute >= 1, "tokens_per_minute", tokensPerMinute, ">= 1");
      Argument.check(tokensPerDay >= 1, "tokens_per_day", tokensPerDay, ">= 1");
      Argument.check(costPerMinute >= 1, "cost_per_minute", costPerMinute, "> 0");
      Argument.check(costPerDay >= 1, "cost_per_day", costPerDay, "> 0");
    }

    private static SpendingLimit read(Section section) {
      return new SpendingLimit(
          section.integer("running", 1, Integer.MAX_VALUE).or(NONE.running),
          tokens(section.integer("tokens_per_minute", 1, MOST_TOKENS)),
          tokens(section.integer("tokens_per_day", 1, MOST_TOKENS)),
          money(section.decimal("cost_per_minute", 0, MOST_DOLLARS)),
          money(section.decimal("cost_per_day", 0, MOST_DOLLARS)));
    }

    private static long tokens(Setting<Integer> most) {
      return most.optional().map(Integer::longValue).orElse(UNLIMITED);
    }

    private static long money(Setting<Double> dollars) {
      return dollars.optional().map(most -> Math.max(1, Math.round(most * NANO))).orElse(UNLIMITED);
    }
  }

  /** Whether anything is too much. */
  public boolean isLimited() {
    return !equals(NONE);
  }

  static TaskSpendingLimits read(Section section) {
    return new TaskSpendingLimits(
        SpendingLimit.read(section.section("node")), SpendingLimit.read(section.section("owner")));
  }
}
