package dev.tutti.task.api;

import dev.tutti.config.Argument;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.time.Duration;

/**
 * Settings of tasks.
 *
 * @param workers tasks that run at once
 * @param queue the most tasks that wait or run, of all owners
 * @param memory bytes of inputs of running tasks
 * @param ageing time of waiting that counts as one step of priority
 * @param keep how long a task that has ended is kept
 * @param retry how failed attempts are repeated
 * @param spending what tasks may use, together and of each owner
 * @param adaptive whether models that refuse are asked by fewer tasks at once
 * @param decisions whether a model is asked what becomes of tasks that fail
 */
public record TaskSettings(
    int workers,
    int queue,
    long memory,
    Duration ageing,
    Duration keep,
    Retry retry,
    TaskSpendingLimits spending,
    boolean adaptive,
    RetryDecisions decisions) {
  /**
   * Waits between attempts: exponential, with full jitter.
   *
   * @param base the longest first wait
   * @param most the longest wait
   */
  public record Retry(Duration base, Duration most) {
    /** Checks the ranges. */
    public Retry {
      Argument.check(base.isPositive(), "base", base, "> 0");
      Argument.check(most.compareTo(base) >= 0, "max", most, "at least base");
    }
  }

  /**
   * Questions to a model whether a task is tried again.
   *
   * @param model that is asked; empty for none
   * @param timeout of a question
   * @param costPerDay what all of a day may cost, in billionths of a US dollar
   * @param fromFailure failures of a task from which on it is asked
   */
  public record RetryDecisions(String model, Duration timeout, long costPerDay, int fromFailure) {
    private static final double NANO = 1e9;
    private static final double MOST_DOLLARS = 1e6;
    private static final int MOST_FAILURES = 1_000;

    /** Nobody is asked. */
    public static final RetryDecisions NONE =
        new RetryDecisions("", Duration.ofSeconds(10), 1_000_000_000, 2);

    /** Whether a task is asked about that has failed so often. */
    public boolean asks(int failures) {
      return !model.isEmpty() && failures >= fromFailure;
    }

    private static RetryDecisions read(Section section) {
      return new RetryDecisions(
          section.string("model").or(NONE.model),
          section.duration("timeout").or(NONE.timeout),
          section
              .decimal("cost_per_day", 0, MOST_DOLLARS)
              .optional()
              .map(dollars -> Math.round(dollars * NANO))
              .orElse(NONE.costPerDay),
          section.integer("from_failure", 1, MOST_FAILURES).or(NONE.fromFailure));
    }
  }

  /** Section {@code tasks}. */
  public static final SettingsSection<TaskSettings> SECTION =
      SettingsSection.live("tasks", TaskSettings::read);

  /**
   * 128 at once, 100,000 waiting, 64 MiB of inputs, 10 minutes a step, a week, any tokens and
   * money.
   */
  public static final TaskSettings DEFAULT =
      new TaskSettings(
          128,
          100_000,
          64L << 20,
          Duration.ofMinutes(10),
          Duration.ofDays(7),
          new Retry(Duration.ofSeconds(1), Duration.ofMinutes(5)),
          TaskSpendingLimits.NONE,
          true,
          RetryDecisions.NONE);

  private static final int MOST_WORKERS = 10_000;
  private static final int MOST_QUEUE = 1_000_000;
  private static final long LEAST_MEMORY = 1 << 20;
  private static final long MOST_MEMORY = 64L << 30;

  /** Checks the ranges. */
  public TaskSettings {
    Argument.check(workers >= 1, "workers", workers, ">= 1");
    Argument.check(queue >= 1, "queue", queue, ">= 1");
    Argument.check(memory >= 1, "memory", memory, ">= 1");
    Argument.check(ageing.isPositive(), "ageing", ageing, "> 0");
    Argument.check(keep.isPositive(), "keep", keep, "> 0");
  }

  /** Settings without limits of what tasks may use. */
  public TaskSettings(
      int workers, int queue, long memory, Duration ageing, Duration keep, Retry retry) {
    this(
        workers,
        queue,
        memory,
        ageing,
        keep,
        retry,
        TaskSpendingLimits.NONE,
        true,
        RetryDecisions.NONE);
  }

  private static TaskSettings read(Section section) {
    var retry = section.section("retry");
    var base = retry.duration("base").or(DEFAULT.retry.base);
    var most = retry.duration("max").or(DEFAULT.retry.most);
    if (most.compareTo(base) < 0) {
      retry.refuse("max", "at least base");
      most = base;
    }
    return new TaskSettings(
        section.integer("workers", 1, MOST_WORKERS).or(DEFAULT.workers),
        section.integer("queue", 1, MOST_QUEUE).or(DEFAULT.queue),
        section.size("memory", LEAST_MEMORY, MOST_MEMORY).or(DEFAULT.memory),
        section.duration("ageing").or(DEFAULT.ageing),
        section.duration("keep").or(DEFAULT.keep),
        new Retry(base, most),
        TaskSpendingLimits.read(section.section("spending")),
        section.bool("adaptive").or(DEFAULT.adaptive),
        RetryDecisions.read(section.section("decisions")));
  }
}
