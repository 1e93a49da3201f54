package dev.tutti.skill;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Usage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.semver4j.Semver;

/**
 * What became of the latest executions of every version, for people, metrics and the guard: at most
 * 5,000 of each version, of the last day. Thread-safe.
 */
public final class SkillRecords {
  private static final int MOST = 5_000;
  private static final int MOST_VERSIONS = 2_000;
  private static final Duration KEEP = Duration.ofDays(1);

  private final InstantSource clock;
  private final MeterRegistry registry;
  private final Map<Key, Deque<Done>> latest = new HashMap<>();

  /** Records into a registry, too. */
  public SkillRecords(InstantSource clock, MeterRegistry registry) {
    this.clock = clock;
    this.registry = registry;
  }

  private record Key(String skill, Semver version) {}

  /**
   * One execution as it ended.
   *
   * @param code {@code completed}, or the fault's
   * @param invalid whether the answer was not what it must be
   */
  public record Done(
      Instant at,
      String code,
      boolean failed,
      boolean invalid,
      boolean degraded,
      boolean followUp,
      Duration time,
      long tokens,
      long saved) {}

  void succeeded(SkillResult result) {
    boolean degraded = result.degraded().isPresent();
    add(
        result.skill(),
        new Done(
            clock.instant(),
            "completed",
            false,
            false,
            degraded,
            result.mode().followUp(),
            result.time(),
            result.usage().total(),
            result.tokensSaved()));
  }

  void failed(Skill skill, SkillResult.Mode mode, Fault fault, Usage usage, Duration time) {
    add(
        skill,
        new Done(
            clock.instant(),
            fault.code().code(),
            isItsOwn(fault),
            fault.code() == FaultCode.INVALID_OUTPUT,
            false,
            mode.followUp(),
            time,
            usage.total(),
            0));
  }

  /** What callers do wrong, or that they leave, is not the skill's failure. */
  private static boolean isItsOwn(Fault fault) {
    return fault.status() >= 500;
  }

  private void add(Skill skill, Done done) {
    meter(skill, done);
    synchronized (this) {
      var key = new Key(skill.name(), skill.version());
      if (latest.size() >= MOST_VERSIONS && !latest.containsKey(key)) {
        return;
      }
      var all = latest.computeIfAbsent(key, _ -> new ArrayDeque<>());
      all.addLast(done);
      if (all.size() > MOST) {
        all.removeFirst();
      }
    }
  }

  private void meter(Skill skill, Done done) {
    var version = skill.version().getVersion();
    registry
        .timer(
            "tutti.skill.execution",
            "skill",
            skill.name(),
            "version",
            version,
            "outcome",
            done.code(),
            "degraded",
            Boolean.toString(done.degraded()))
        .record(done.time());
    registry
        .counter("tutti.skill.tokens", "skill", skill.name(), "version", version)
        .increment((double) done.tokens());
    registry
        .counter("tutti.skill.tokens.saved", "skill", skill.name(), "version", version)
        .increment((double) done.saved());
  }

  /** The executions of a version since a time, oldest first. */
  public synchronized List<Done> since(String skill, Semver version, Instant from) {
    var all = latest.getOrDefault(new Key(skill, version), new ArrayDeque<>());
    var oldest = clock.instant().minus(KEEP);
    var since = from.isBefore(oldest) ? oldest : from;
    return all.stream().filter(done -> !done.at().isBefore(since)).toList();
  }

  /** The figures of a version's latest executions. */
  public SkillFigures figures(String skill, Semver version) {
    return SkillFigures.of(new ArrayList<>(since(skill, version, Instant.EPOCH)));
  }
}
