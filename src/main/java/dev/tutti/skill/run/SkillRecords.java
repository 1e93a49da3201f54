package dev.tutti.skill.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.ledger.Cost;
import dev.tutti.ledger.Prices;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillResult;
import dev.tutti.store.Store;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of the latest executions of every version, for people, metrics and the canary analysis:
 * at most 5,000 of each version, of the last day, over restarts. They are written every few
 * seconds, so that a crash loses the last ones; what cannot be written waits, 20,000 at most.
 * Thread-safe.
 */
public final class SkillRecords {
  private static final Logger log = LoggerFactory.getLogger(SkillRecords.class);
  private static final int MOST = 5_000;
  private static final int MOST_VERSIONS = 2_000;
  private static final int MOST_UNWRITTEN = 20_000;
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
  private final Map<Key, Deque<NumberedRecord>> latest = new HashMap<>();
  private final Deque<SkillRecordTable.Row> unwritten = new ArrayDeque<>();
  private long last;
  private boolean failing;

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

  /** Version to which executions belong. */
  record Key(String skill, String version) {
    static Key of(String skill, Semver version) {
      return new Key(skill, version.getVersion());
    }
  }

  /** Numbers rise, whatever the clock does. */
  private record NumberedRecord(long number, ExecutionRecord done) {}

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
  public record ExecutionRecord(
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
    public boolean counts() {
      return !cached && (failed || code.equals(COMPLETED));
    }
  }

  /**
   * Executions that were recorded after an earlier one.
   *
   * @param last the number to ask with for what comes next
   */
  public record NewRecords(List<ExecutionRecord> done, long last) {}

  void succeeded(SkillResult result, Execution execution) {
    add(
        result.skill(),
        new ExecutionRecord(
            clock.instant(),
            result.skill().revision(),
            COMPLETED,
            false,
            execution.gaveUpInvalid(),
            result.isText(),
            result.mode().light(),
            execution.cached(),
            result.time(),
            result.usage().total(),
            result.tokensSaved(),
            spent(execution)));
  }

  void failed(Execution execution, SkillResult.Mode mode, Fault fault, Duration time) {
    add(
        execution.skill(),
        new ExecutionRecord(
            clock.instant(),
            execution.skill().revision(),
            fault.code().code(),
            isItsOwn(fault),
            fault.code() == FaultCode.INVALID_OUTPUT,
            false,
            mode.light(),
            execution.cached(),
            time,
            execution.usage().total(),
            0,
            spent(execution)));
  }

  /** The known cost of an execution: nothing, when no model has answered. */
  private Cost spent(Execution execution) {
    return execution.answers().isEmpty() && !execution.cached() ? Cost.UNKNOWN : cost(execution);
  }

  /** The cost of the answers of models. */
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

  /**
   * A refusal of what callers may not do or use, their leaving, or a full disk is not the skill's
   * failure.
   */
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

  public void add(Skill skill, ExecutionRecord done) {
    meter(skill, done);
    var key = Key.of(skill.name(), skill.version());
    synchronized (this) {
      if (enter(key, ++last, done)) {
        unwritten.addLast(new SkillRecordTable.Row(last, key, done));
        bound();
      }
    }
  }

  /** Drops the oldest records that wait to be written where too many do. */
  private void bound() {
    while (unwritten.size() > MOST_UNWRITTEN) {
      unwritten.removeFirst();
    }
  }

  /** Holds a record, if there is room for its version. */
  private boolean enter(Key key, long number, ExecutionRecord done) {
    if (latest.size() >= MOST_VERSIONS && !latest.containsKey(key)) {
      var old = clock.instant().minus(KEEP);
      latest.values().removeIf(each -> each.getLast().done.at().isBefore(old));
    }
    if (latest.size() >= MOST_VERSIONS && !latest.containsKey(key)) {
      return false;
    }
    var all = latest.computeIfAbsent(key, _ -> new ArrayDeque<>());
    all.addLast(new NumberedRecord(number, done));
    if (all.size() > MOST) {
      all.removeFirst();
    }
    return true;
  }

  /** Takes up what was recorded before this program began. Blocks. */
  public void restore(Store store) {
    var from = clock.instant().minus(KEEP);
    var rows = Store.await(store.read(handle -> SkillRecordTable.since(handle, from)));
    long greatest = Store.await(store.read(SkillRecordTable::last));
    synchronized (this) {
      rows.forEach(row -> enter(row.key(), row.number(), row.done()));
      last = Math.max(last, greatest);
    }
  }

  /**
   * Writes what has been recorded since it was last asked. Does not wait, and fails never: what
   * cannot be written is written the next time.
   */
  public CompletableFuture<Boolean> write(Store store) {
    var rows = new ArrayList<SkillRecordTable.Row>();
    var firsts = new HashMap<Key, Long>();
    synchronized (this) {
      rows.addAll(unwritten);
      unwritten.clear();
      for (var row : rows) {
        var kept = latest.get(row.key());
        if (kept != null) {
          firsts.put(row.key(), kept.getFirst().number);
        }
      }
    }
    if (rows.isEmpty()) {
      return CompletableFuture.completedFuture(true);
    }
    var before = clock.instant().minus(KEEP);
    return store
        .write(
            handle -> {
              SkillRecordTable.insert(handle, rows);
              SkillRecordTable.trim(handle, firsts, before);
              return true;
            })
        .whenComplete((_, failure) -> written(rows, failure))
        .exceptionally(_ -> false);
  }

  private synchronized void written(List<SkillRecordTable.Row> rows, @Nullable Throwable failure) {
    if (failure != null) {
      rows.reversed().forEach(unwritten::addFirst);
      bound();
    }
    if (failure != null && !failing) {
      log.warn("What became of executions cannot be written and waits: {}", failure.toString());
    } else if (failure == null && failing) {
      log.info("What became of executions is written again");
    }
    failing = failure != null;
  }

  private void meter(Skill skill, ExecutionRecord done) {
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
  public synchronized List<ExecutionRecord> since(String skill, Semver version, Instant from) {
    var all = latest.getOrDefault(Key.of(skill, version), new ArrayDeque<>());
    var oldest = clock.instant().minus(KEEP);
    var since = from.isBefore(oldest) ? oldest : from;
    return all.stream()
        .map(NumberedRecord::done)
        .filter(done -> !done.at().isBefore(since))
        .toList();
  }

  /** The executions of a version that were recorded after a number, oldest first. */
  public synchronized NewRecords after(String skill, Semver version, long number) {
    var found = new ArrayList<ExecutionRecord>();
    var all = latest.getOrDefault(Key.of(skill, version), new ArrayDeque<>());
    for (var newest = all.descendingIterator(); newest.hasNext(); ) {
      var each = newest.next();
      if (each.number <= number) {
        break;
      }
      found.add(each.done);
    }
    return new NewRecords(found.reversed(), last);
  }

  /** The number of what was recorded last of all. */
  public synchronized long last() {
    return last;
  }

  /** The figures of a version's latest executions by revision, that of the latest one last. */
  public Map<String, SkillFigures> figures(String skill, Semver version) {
    var byRevision = new LinkedHashMap<String, List<ExecutionRecord>>();
    for (var done : since(skill, version, Instant.EPOCH)) {
      var before = byRevision.remove(done.revision());
      var all = before == null ? new ArrayList<ExecutionRecord>() : before;
      all.add(done);
      byRevision.put(done.revision(), all);
    }
    var figures = new LinkedHashMap<String, SkillFigures>();
    byRevision.forEach((revision, all) -> figures.put(revision, SkillFigures.of(all)));
    return figures;
  }
}
