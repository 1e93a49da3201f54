package dev.tutti.skill.release;

import dev.tutti.alert.AlertType;
import dev.tutti.skill.api.Release;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillVersions;
import dev.tutti.skill.release.Trial.Verdict;
import dev.tutti.skill.run.SkillRecords;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Comparison of versions on trial: takes back what is worse than its baseline, and gives more
 * callers what is not, step by step. What it has seen is in memory only: after a restart trials
 * begin anew. Thread-safe.
 */
public final class CanaryAnalysis {
  private static final Logger log = LoggerFactory.getLogger(CanaryAnalysis.class);
  private static final int ALL = 100;

  private final Supplier<SkillCatalog> catalog;
  private final SkillRecords records;
  private final SkillReleases releases;
  private final InstantSource clock;
  private final Alarm alarm;
  private final ReentrantLock checking = new ReentrantLock();
  private final Map<Key, Trial> trials = new HashMap<>();
  private final Map<String, EndedTrial> ended = new ConcurrentHashMap<>();
  private volatile Map<String, List<TrialReport>> reports = Map.of();

  /** Receiver of alerts about a skill, for operators. */
  @FunctionalInterface
  public interface Alarm {
    /**
     * Tells something.
     *
     * @param why in words, without secrets
     */
    void raise(AlertType type, String skill, String why);
  }

  public CanaryAnalysis(
      Supplier<SkillCatalog> catalog,
      SkillRecords records,
      SkillReleases releases,
      InstantSource clock,
      Alarm alarm) {
    this.catalog = catalog;
    this.records = records;
    this.releases = releases;
    this.clock = clock;
    this.alarm = alarm;
  }

  private record Key(String skill, Semver version) {}

  /** Looks at every trial. Does nothing while another thread does. */
  public void check() {
    if (!checking.tryLock()) {
      return;
    }
    try {
      var now = clock.instant();
      var seen = new HashSet<Key>();
      catalog.get().skills().values().forEach(versions -> check(versions, now, seen));
      trials.keySet().retainAll(seen);
      ended.keySet().retainAll(catalog.get().skills().keySet());
      reports = reports();
    } catch (RuntimeException e) {
      log.error("Versions on trial are not compared", e);
    } finally {
      checking.unlock();
    }
  }

  private Map<String, List<TrialReport>> reports() {
    var all = new HashMap<String, List<TrialReport>>();
    trials.forEach(
        (key, trial) -> all.computeIfAbsent(key.skill, _ -> new ArrayList<>()).add(trial.report()));
    return all;
  }

  /** The reports of a skill's trials, as of the last look at them. */
  public List<TrialReport> reports(String skill) {
    return reports.getOrDefault(skill, List.of());
  }

  /** The trial of a skill that has ended last, since this program began. */
  public Optional<EndedTrial> ended(String skill) {
    return Optional.ofNullable(ended.get(skill));
  }

  private void check(SkillVersions versions, Instant now, Set<Key> seen) {
    var release = versions.release();
    var baseline = versions.versions().get(release.canary().baseline());
    var alive = release.split().alive();
    if (baseline == null || alive.size() < 2 || !alive.contains(baseline.version())) {
      return;
    }
    for (var arm : alive) {
      var version = versions.versions().get(arm);
      if (version != null && !arm.equals(baseline.version())) {
        var subject =
            new Trial.Subject(
                baseline,
                version,
                release.canary(),
                release.split().percent(arm),
                alive.size() - 1);
        var key = new Key(versions.name(), arm);
        seen.add(key);
        if (judged(release, trial(key, subject, now), now)) {
          return; // what was seen of the others was seen of another release
        }
      }
    }
  }

  private Trial trial(Key key, Trial.Subject subject, Instant now) {
    var trial = continued(trials.get(key), subject, now);
    trials.put(key, trial);
    return trial;
  }

  private Trial continued(@Nullable Trial known, Trial.Subject subject, Instant now) {
    if (known == null || !subject.continues(known.subject())) {
      return new Trial(subject, records, now);
    }
    return subject.share() == known.subject().share() ? known : known.next(subject, now);
  }

  /** Whether the release is another now. */
  private boolean judged(Release release, Trial trial, Instant now) {
    return switch (trial.look(now)) {
      case Verdict.Open() -> false;
      case Verdict.Worse(String why) -> withdraw(release, trial, why);
      case Verdict.Passed() -> {
        boolean changed = release.split().alive().size() == 2 && ramp(release, trial);
        if (!changed) {
          var subject = trial.subject();
          trials.put(key(subject), trial.next(subject, now));
        }
        yield changed;
      }
    };
  }

  private static Key key(Trial.Subject subject) {
    return new Key(subject.version().name(), subject.version().version());
  }

  private boolean withdraw(Release release, Trial trial, String why) {
    var version = trial.subject().version();
    boolean done = releases.withdraw(version.name(), release, version.version(), why);
    if (done) {
      ended(trial, AlertType.SKILL_ROLLED_BACK, why);
    }
    return done;
  }

  private boolean ramp(Release release, Trial trial) {
    var version = trial.subject().version();
    var next =
        release.canary().ramp().stream()
            .filter(step -> step > trial.subject().share() + 1e-9)
            .findFirst();
    if (next.isEmpty()) {
      return false;
    }
    if (next.get() < ALL) {
      return releases.ramp(version.name(), release, version.version(), next.get());
    }
    boolean done = releases.promote(version.name(), release, version.version());
    if (done) {
      ended(trial, AlertType.SKILL_PROMOTED, "it is not worse than its baseline");
    }
    return done;
  }

  private void ended(Trial trial, AlertType how, String why) {
    var version = trial.subject().version();
    boolean isWorse = how == AlertType.SKILL_ROLLED_BACK;
    ended.put(version.name(), new EndedTrial(trial.report(), isWorse, why, clock.instant()));
    tell(how, version, why);
  }

  private void tell(AlertType type, Skill version, String why) {
    log.warn("Skill {}: {} {}: {}", version.name(), type.word(), version.revision(), why);
    alarm.raise(type, version.name(), version.revision() + ": " + why);
  }
}
