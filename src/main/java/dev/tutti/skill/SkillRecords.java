package dev.tutti.skill;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.ledger.Cost;
import dev.tutti.ledger.Prices;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.semver4j.Semver;

/**
 * What became of the latest executions of every version, for people, metrics and the guard: at most
 * 5,000 of each version, of the last day. Thread-safe.
 */
public final class SkillRecords {
  private static final int MOST = 5_000;
  private static final int MOST_VERSIONS = 2_000;
  private static final Duration KEEP = Duration.ofDays(1);
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
    Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30),
    Duration.ofSeconds(60)
  };
  private static final String COMPLETED = "completed";

  private final InstantSource clock;
  private final MeterRegistry registry;
  private final Supplier<Prices> prices;
  private final Map<Key, Deque<Numbered>> latest = new HashMap<>();
  private long last;

  /**
   * Records into a registry, too.
   *
   * @param prices what models cost at the moment
   */
  public SkillRecords(InstantSource clock, MeterRegistry registry, Supplier<Prices> prices) {
    this.clock = clock;
    this.registry = registry;
    this.prices = prices;
  }

  private record Key(String skill, Semver version) {}

  /** Numbers rise, whatever the clock does. */
  private record Numbered(long number, Done done) {}

  /**
   * One execution as it ended.
   *
   * @param revision what was executed
   * @param code {@code completed}, or the fault's
   * @param failed whether it failed for no fault of the caller
   * @param invalid whether the answer was not what it must be, even where a text was given for it
   * @param cached whether no model was asked
   * @param cost of the answers of models
   */
  public record Done(
      Instant at,
      String revision,
      String code,
      boolean failed,
      boolean invalid,
      boolean degraded,
      boolean followUp,
      boolean cached,
      Duration time,
      long tokens,
      long saved,
      Cost cost) {
    /** Whether it says something of the version, rather than of the caller or of the cache. */
    boolean counts() {
      return !cached && (failed || code.equals(COMPLETED));
    }
  }

  /**
   * What was recorded after something else.
   *
   * @param last the number to ask with for what comes next
   */
  record News(List<Done> done, long last) {}

  void succeeded(SkillResult result, Execution execution) {
    add(
        result.skill(),
        new Done(
            clock.instant(),
            result.skill().revision(),
            COMPLETED,
            false,
            execution.gaveUpInvalid(),
            result.isText(),
            result.mode().followUp(),
            execution.cached(),
            result.time(),
            result.usage().total(),
            result.tokensSaved(),
            result.cost()));
  }

  void failed(Execution execution, SkillResult.Mode mode, Fault fault, Duration time) {
    add(
        execution.skill(),
        new Done(
            clock.instant(),
            execution.skill().revision(),
            fault.code().code(),
            isItsOwn(fault),
            fault.code() == FaultCode.INVALID_OUTPUT,
            false,
            mode.followUp(),
            execution.cached(),
            time,
            execution.usage().total(),
            0,
            cost(execution)));
  }

  /** What the answers of models have cost. */
  Cost cost(Execution execution) {
    long nanos = 0;
    for (var each : execution.answers().entrySet()) {
      switch (prices.get().cost(each.getKey(), each.getValue())) {
        case Cost.Known(long more) -> nanos += more;
        case Cost.Unknown _ -> {
          return Cost.UNKNOWN;
        }
      }
    }
    return new Cost.Known(nanos);
  }

  /** What callers may not do or use, that they leave, or a full disk is not the skill's failure. */
  private static boolean isItsOwn(Fault fault) {
    if (fault.isCallerLimit()) {
      return false;
    }
    return switch (fault.code()) {
      case AUTHENTICATION,
          PERMISSION,
          REQUEST_TOO_LARGE,
          BUDGET_EXCEEDED,
          NOT_CACHED,
          CANCELLED,
          STORE_UNAVAILABLE ->
          false;
      case INVALID_REQUEST,
          MODEL_NOT_FOUND,
          RATE_LIMITED,
          LIMIT_EXCEEDED,
          CONTEXT_LENGTH_EXCEEDED,
          CONTENT_FILTER,
          INSUFFICIENT_QUOTA,
          CONCURRENCY_TIMEOUT,
          UPSTREAM_CREDENTIALS,
          UPSTREAM_FORBIDDEN,
          OVERLOADED,
          UPSTREAM_ERROR,
          CONNECTION,
          TIMEOUT,
          TRUNCATED,
          INVALID_OUTPUT,
          CIRCUIT_OPEN,
          FALLBACK_EXHAUSTED,
          DEADLINE_EXCEEDED,
          INTERNAL ->
          true;
    };
  }

  void add(Skill skill, Done done) {
    meter(skill, done);
    synchronized (this) {
      var key = new Key(skill.name(), skill.version());
      if (latest.size() >= MOST_VERSIONS && !latest.containsKey(key)) {
        var old = clock.instant().minus(KEEP);
        latest.values().removeIf(each -> each.getLast().done.at().isBefore(old));
      }
      if (latest.size() >= MOST_VERSIONS && !latest.containsKey(key)) {
        return;
      }
      var all = latest.computeIfAbsent(key, _ -> new ArrayDeque<>());
      all.addLast(new Numbered(++last, done));
      if (all.size() > MOST) {
        all.removeFirst();
      }
    }
  }

  private void meter(Skill skill, Done done) {
    var version = skill.version().getVersion();
    var tags = Tags.of("skill", skill.name(), "version", version);
    Timer.builder("tutti.skill.execution")
        .description("Time from the request to the end of an execution")
        .tags(tags.and("outcome", done.code()))
        .tag("degraded", Boolean.toString(done.degraded()))
        .tag("follow_up", Boolean.toString(done.followUp()))
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(done.time());
    count("tutti.skill.tokens", "Tokens of the answers of models", tags, (double) done.tokens());
    count(
        "tutti.skill.tokens.saved",
        "Tokens that lighter prompts saved",
        tags,
        (double) done.saved());
    count("tutti.skill.invalid.output", "Answers of a wrong form", tags, done.invalid() ? 1 : 0);
    if (done.cost() instanceof Cost.Known known) {
      count(
          "tutti.skill.cost.usd", "Cost of the answers of models", tags, known.nanoDollars() / 1e9);
    }
  }

  private void count(String name, String description, Tags tags, double more) {
    Counter.builder(name).description(description).tags(tags).register(registry).increment(more);
  }

  /** The executions of a version since a time, oldest first. */
  public synchronized List<Done> since(String skill, Semver version, Instant from) {
    var all = latest.getOrDefault(new Key(skill, version), new ArrayDeque<>());
    var oldest = clock.instant().minus(KEEP);
    var since = from.isBefore(oldest) ? oldest : from;
    return all.stream().map(Numbered::done).filter(done -> !done.at().isBefore(since)).toList();
  }

  /** The executions of a version that were recorded after a number, oldest first. */
  synchronized News after(String skill, Semver version, long number) {
    var found = new ArrayList<Done>();
    var all = latest.getOrDefault(new Key(skill, version), new ArrayDeque<>());
    for (var newest = all.descendingIterator(); newest.hasNext(); ) {
      var each = newest.next();
      if (each.number <= number) {
        break;
      }
      found.add(each.done);
    }
    return new News(found.reversed(), last);
  }

  /** The number of what was recorded last of all. */
  synchronized long last() {
    return last;
  }

  /** The figures of a version's latest executions. */
  public SkillFigures figures(String skill, Semver version) {
    return SkillFigures.of(new ArrayList<>(since(skill, version, Instant.EPOCH)));
  }
}
