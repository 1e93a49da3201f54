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
  private static final double NANO = 1e9;
  private static final double MOST_DOLLARS = 1e9;
  private static final int MOST_TOKENS = Integer.MAX_VALUE;
  private static final long MOST_BYTES = 1L << 50;

  /** Anything. */
  public static final TaskSpendingLimits NONE =
      new TaskSpendingLimits(SpendingLimit.NONE, SpendingLimit.NONE);

  /**
   * Amount of what tasks use of the world: what was used, what is expected to be, or a limit of it.
   *
   * @param tokens of prompts and answers
   * @param nanoDollars money in billionths of a US dollar
   * @param networkBytes of requests to providers and their answers
   */
  public record TaskAmount(long tokens, long nanoDollars, long networkBytes) {
    /** Nothing. */
    public static final TaskAmount NONE = new TaskAmount(0, 0, 0);

    /** As a limit: none. */
    public static final TaskAmount ANY =
        new TaskAmount(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    /** Amount of what was used. */
    public static TaskAmount of(TaskUsage used) {
      return new TaskAmount(used.tokens(), used.nanoDollars(), used.networkBytes());
    }

    /** Sum of both. */
    public TaskAmount plus(TaskAmount other) {
      return new TaskAmount(
          tokens + other.tokens,
          nanoDollars + other.nanoDollars,
          networkBytes + other.networkBytes);
    }

    /** What is left of it; nothing where it was passed. */
    public TaskAmount less(TaskAmount used) {
      return new TaskAmount(
          Math.max(0, tokens - used.tokens),
          Math.max(0, nanoDollars - used.nanoDollars),
          Math.max(0, networkBytes - used.networkBytes));
    }
  }

  /**
   * Limits of one account. A minute and a day are those before the moment.
   *
   * @param running tasks at once
   */
  public record SpendingLimit(int running, TaskAmount perMinute, TaskAmount perDay) {
    /** Anything. */
    public static final SpendingLimit NONE =
        new SpendingLimit(Integer.MAX_VALUE, TaskAmount.ANY, TaskAmount.ANY);

    /** Checks the ranges. */
    public SpendingLimit {
      Argument.check(running >= 1, "running", running, ">= 1");
      requireSome(perMinute, "_per_minute");
      requireSome(perDay, "_per_day");
    }

    private static void requireSome(TaskAmount most, String span) {
      Argument.check(most.tokens() >= 1, "tokens" + span, most.tokens(), ">= 1");
      Argument.check(most.nanoDollars() >= 1, "cost" + span, most.nanoDollars(), "> 0");
      Argument.check(most.networkBytes() >= 1, "network" + span, most.networkBytes(), ">= 1");
    }

    private static SpendingLimit read(Section section) {
      return new SpendingLimit(
          section.integer("running", 1, Integer.MAX_VALUE).or(NONE.running),
          amount(section, "_per_minute"),
          amount(section, "_per_day"));
    }

    private static TaskAmount amount(Section section, String span) {
      var any = TaskAmount.ANY;
      return new TaskAmount(
          section
              .integer("tokens" + span, 1, MOST_TOKENS)
              .optional()
              .map(Integer::longValue)
              .orElse(any.tokens()),
          money(section.decimal("cost" + span, 0, MOST_DOLLARS)),
          section.size("network" + span, 1, MOST_BYTES).or(any.networkBytes()));
    }

    private static long money(Setting<Double> dollars) {
      return dollars
          .optional()
          .map(most -> Math.max(1, Math.round(most * NANO)))
          .orElse(TaskAmount.ANY.nanoDollars());
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
