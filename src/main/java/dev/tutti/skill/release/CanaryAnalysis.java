package dev.tutti.skill.release;

import dev.tutti.alert.AlertType;
import dev.tutti.skill.api.Release;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillCatalog;
import dev.tutti.skill.api.SkillVersions;
import dev.tutti.skill.release.Trial.Verdict;
import dev.tutti.skill.run.SkillRecords;
import dev.tutti.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Comparison of versions on trial: takes back what is worse than its baseline, and gives more
 * callers what is not, step by step. What it has seen of trials is on disk every minute and when it
 * is closed, so that they go on after a restart. Thread-safe.
 */
public final class CanaryAnalysis implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CanaryAnalysis.class);
  private static final int ALL = 100;

  /** The interval at which trials are written. */
  private static final Duration WRITING = Duration.ofMinutes(1);

  private final Supplier<SkillCatalog> catalog;
  private final SkillRecords records;
  private final SkillReleases releases;
  private final Store store;
  private final InstantSource clock;
  private final Alarm alarm;
  private final ReentrantLock checking = new ReentrantLock();
  private final Map<Key, Trial> trials = new HashMap<>();

  /** Trials as they were before this program began, until they are looked at. */
  private final Map<Key, TrialState> before = new HashMap<>();

  private final Map<String, EndedTrial> ended = new ConcurrentHashMap<>();
  private volatile Map<String, List<TrialReport>> reports = Map.of();
  private Instant writtenAt = Instant.EPOCH;
  private CompletableFuture<Boolean> writing = CompletableFuture.completedFuture(true);

  /** Whether something is on disk otherwise than it is, beside the trials that go on. */
  private volatile boolean isUnwritten;

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
      Store store,
      InstantSource clock,
      Alarm alarm) {
    this.catalog = catalog;
    this.records = records;
    this.releases = releases;
    this.store = store;
    this.clock = clock;
    this.alarm = alarm;
    for (var row : Store.await(store.read(SkillTrialTable::all))) {
      before.put(new Key(row.skill(), new Semver(row.version())), TrialState.of(row.json()));
    }
    for (var row : Store.await(store.read(SkillTrialTable::ended))) {
      ended.put(row.skill(), EndedTrial.of(row.json()));
    }
    this.isUnwritten = !before.isEmpty();
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
      before.clear();
      boolean isOver = trials.keySet().retainAll(seen);
      boolean isGone = ended.keySet().retainAll(catalog.get().skills().keySet());
      if (isOver || isGone) {
        isUnwritten = true;
      }
      reports = reports();
      if (!now.isBefore(writtenAt.plus(WRITING))) {
        var _ = write(now);
      }
    } catch (RuntimeException e) {
      log.error("Versions on trial are not compared", e);
    } finally {
      checking.unlock();
    }
  }

  /** Writes what was seen of all trials; does nothing before the first look at them. */
  private CompletableFuture<Boolean> write(Instant now) {
    if (!before.isEmpty() || (trials.isEmpty() && !isUnwritten)) {
      return writing;
    }
    var rows = trials.entrySet().stream().map(each -> row(each, now)).toList();
    var over =
        ended.entrySet().stream()
            .map(each -> new SkillTrialTable.EndedRow(each.getKey(), each.getValue().text()))
            .toList();
    writtenAt = now;
    isUnwritten = false;
    writing =
        store
            .write(
                handle -> {
                  SkillTrialTable.replace(handle, rows, over);
                  return true;
                })
            .exceptionally(this::unwritten);
    return writing;
  }

  private boolean unwritten(Throwable failure) {
    log.warn("What was seen of versions on trial is not written: {}", failure.toString());
    isUnwritten = true;
    return false;
  }

  private static SkillTrialTable.Row row(Map.Entry<Key, Trial> trial, Instant now) {
    var key = trial.getKey();
    return new SkillTrialTable.Row(
        key.skill, key.version.getVersion(), trial.getValue().state(now).text());
  }

  /** Writes what was seen since it was written last. Blocks. */
  @Override
  public void close() {
    checking.lock();
    try {
      var _ = write(clock.instant()).join();
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

  /** The trial of a skill that has ended last. */
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
    var known = trials.get(key);
    var trial = continued(known == null ? restored(key, subject, now) : known, subject, now);
    trials.put(key, trial);
    return trial;
  }

  private @Nullable Trial restored(Key key, Trial.Subject subject, Instant now) {
    var state = before.get(key);
    return state != null && state.compared().equals(subject.compared())
        ? Trial.restored(subject, records, state, now)
        : null;
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
    trials.remove(key(trial.subject())); // the same trial, where it is asked for again, is another
    isUnwritten = true;
    writtenAt = Instant.EPOCH;
    tell(how, version, why);
  }

  private void tell(AlertType type, Skill version, String why) {
    log.warn("Skill {}: {} {}: {}", version.name(), type.word(), version.revision(), why);
    alarm.raise(type, version.name(), version.revision() + ": " + why);
  }
}
