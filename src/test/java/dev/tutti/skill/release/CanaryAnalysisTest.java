package dev.tutti.skill.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.ledger.Cost;
import dev.tutti.ledger.Prices;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEntry;
import dev.tutti.skill.TestingTime;
import dev.tutti.skill.api.TestingRelease;
import dev.tutti.skill.api.VersionSelector;
import dev.tutti.skill.run.SkillRecords;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.store.Work;
import dev.tutti.testing.StoreAround;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.semver4j.Semver;

/** Versions on trial in virtual time: ten executions a second, looked at every five. */
class CanaryAnalysisTest {
  private static final Semver OLD = new Semver("1.0.0");
  private static final Semver NEW = new Semver("1.1.0");
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int A_SECOND = 10;
  private static final int LOOK = 5;
  private static final String RISES =
      "{error_rate: +3%, invalid_output: +2%, p95: +50%, tokens: +40%, cost: +40%}";
  private static final String NO_RISES =
      "{error_rate: +0%, invalid_output: +0%, p95: +0%, tokens: +0%, cost: +0%}";

  @TempDir private Path folder;
  private final TestingTime time = new TestingTime();
  private final List<String> alerts = new ArrayList<>();
  private Store store;
  private TestingRelease skill;

  /** What executions of a version are like. */
  private record Quality(double errors, double invalid, double slower, double longer) {
    static final Quality USUAL = new Quality(0.02, 0.01, 1, 1);
  }

  /** A store that keeps nothing of trials, so that each day begins anew. */
  private static final class ForgetfulStore extends StoreAround {
    ForgetfulStore(Store store) {
      super(store);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
      return new CompletableFuture<>();
    }
  }

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    skill = new TestingRelease(store, time);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void release(String rises, int percent, String ramp) {
    skill.folder(
        """
        split: {arms: {1.0.0: %d, 1.1.0: %d}}
        canary: {baseline: 1.0.0, min_samples: 50, window: 15m, rollback_if: %s%s}
        """
            .formatted(100 - percent, percent, rises, ramp),
        Map.of("1.0.0", "Old.", "1.1.0", "New."));
  }

  /**
   * Executions of both versions as the split shares them out, and what the canary analysis does.
   */
  private final class Day {
    private final Random random;
    private final Quality trial;
    private final SkillRecords records =
        new SkillRecords(time, new SimpleMeterRegistry(), Prices::shipped);
    private final CanaryAnalysis canary =
        new CanaryAnalysis(
            skill::catalog,
            records,
            skill.releases(),
            new ForgetfulStore(store),
            time,
            (type, name, why) -> alerts.add(type.word() + " " + name + " " + why));
    private long trials;

    Day(long seed, Quality trial) {
      this.random = new Random(seed);
      this.trial = trial;
    }

    /** Goes on until the trial is decided. */
    Duration until(Duration most) {
      long seconds = 0;
      while (seconds < most.toSeconds() && isOpen()) {
        for (int i = 0; i < A_SECOND; i++) {
          time.pass(Duration.ofMillis(1000 / A_SECOND));
          execute();
        }
        seconds++;
        if (seconds % LOOK == 0) {
          canary.check();
        }
      }
      return Duration.ofSeconds(seconds);
    }

    private boolean isOpen() {
      return skill.versions().release().split().alive().size() > 1;
    }

    private void execute() {
      var executed = skill.versions().find(new VersionSelector.Released(), random.nextDouble());
      boolean isTrial = executed.version().equals(NEW);
      trials += isTrial ? 1 : 0;
      var quality = isTrial ? trial : Quality.USUAL;
      boolean failed = random.nextDouble() < quality.errors;
      boolean invalid = !failed && random.nextDouble() < quality.invalid;
      double millis = 800 * quality.slower * Math.exp(0.6 * random.nextGaussian());
      long tokens = Math.round(500 * quality.longer * Math.exp(0.8 * random.nextGaussian()));
      records.add(
          executed,
          new SkillRecords.ExecutionRecord(
              time.instant(),
              executed.revision(),
              failed ? "upstream_error" : "completed",
              failed,
              invalid,
              false,
              false,
              false,
              Duration.ofNanos((long) (millis * 1e6)),
              tokens,
              0,
              new Cost.Known(tokens * 600)));
    }
  }

  @Test
  void a_bad_version_is_taken_back_within_a_window() {
    var slowest = Duration.ZERO;
    for (long seed = 1; seed <= 20; seed++) {
      release(RISES, 10, ", ramp: [10, 25, 50, 100]");
      var day = new Day(seed, new Quality(0.12, 0.01, 1, 1));
      var took = day.until(Duration.ofHours(2));
      report("errors 2 % -> 12 %", seed, took, day);
      assertThat(took).as("seed " + seed).isLessThanOrEqualTo(WINDOW);
      assertThat(skill.versions().release().split().arms()).containsEntry(NEW, 0);
      assertThat(skill.versions().find(new VersionSelector.Released(), 0.999).version())
          .isEqualTo(OLD);
      var ended = day.canary.ended(TestingRelease.NAME).orElseThrow();
      assertThat(ended.isWorse()).isTrue();
      assertThat(ended.why()).contains(": ", "the baseline");
      assertThat(ended.report().history().getLast().evidence().values())
          .anyMatch(evidence -> evidence >= 1);
      slowest = took.compareTo(slowest) > 0 ? took : slowest;
      skill.releases().clear(TestingRelease.NAME, "test");
    }
    System.out.println("slowest: " + slowest);
    assertThat(alerts).hasSize(20).allMatch(each -> each.startsWith("skill.rolled_back hello"));
    assertThat(alerts.getFirst()).contains("error_rate: ", "the baseline");
    assertThat(audit()).contains("canary skill.rollback");
  }

  @Test
  void what_a_trial_has_shown_is_told() {
    release(RISES, 10, "");
    var day = new Day(7, Quality.USUAL);
    day.until(Duration.ofMinutes(20));
    var report = day.canary.reports(TestingRelease.NAME).getFirst();
    assertThat(report.version()).startsWith("1.1.0+");
    assertThat(report.baseline()).startsWith("1.0.0+");
    assertThat(report.share()).isEqualTo(10);
    assertThat(report.window()).isEqualTo(2);
    assertThat(Duration.between(report.began(), report.ends())).isEqualTo(WINDOW);
    assertThat(report.baselineExecutions()).isGreaterThan(8 * report.executions());
    assertThat(report.measures()).extracting(TrialReport.MetricComparison::metric).hasSize(5);
    assertThat(report.measures())
        .allSatisfy(each -> assertThat(each.evidence()).isBetween(0.0, 1.0));
    assertThat(report.measures().getFirst().seen()).contains(" %", "the baseline ");
    assertThat(report.history()).hasSizeBetween(60, EvidenceHistory.MOST);
    assertThat(report.history()).extracting(TrialReport.EvidencePoint::window).contains(1L, 2L);
    assertThat(report.history())
        .isSortedAccordingTo(Comparator.comparing(TrialReport.EvidencePoint::at));
    assertThat(day.canary.reports("other")).isEmpty();
  }

  @Test
  void what_is_slower_or_longer_or_dearer_or_invalid_is_taken_back_too() {
    var bad =
        Map.of(
            "p95", new Quality(0.02, 0.01, 2.5, 1),
            "tokens", new Quality(0.02, 0.01, 1, 2),
            "invalid_output", new Quality(0.02, 0.12, 1, 1));
    bad.forEach(
        (measure, quality) -> {
          release(RISES, 10, "");
          var day = new Day(7, quality);
          report(measure, 7, day.until(Duration.ofHours(1)), day);
          assertThat(alerts.getLast()).contains(measure.equals("tokens") ? "average" : measure);
          skill.releases().clear(TestingRelease.NAME, "test");
        });
  }

  @Test
  void a_good_version_is_given_to_everybody_step_by_step() {
    for (long seed = 1; seed <= 10; seed++) {
      release(RISES, 10, ", ramp: [10, 25, 50, 100]");
      var day = new Day(seed, new Quality(0.015, 0.01, 0.9, 1.05));
      var took = day.until(Duration.ofHours(3));
      report("good", seed, took, day);
      assertThat(alerts.getLast()).as("seed " + seed).startsWith("skill.promoted hello 1.1.0+");
      assertThat(took).isBetween(WINDOW.multipliedBy(3), WINDOW.multipliedBy(3).plusMinutes(2));
      assertThat(skill.versions().release().labels()).containsEntry("production", NEW);
      assertThat(skill.versions().release().split().arms()).isEmpty();
      assertThat(skill.versions().standing().version()).isEqualTo(NEW);
      var ended = day.canary.ended(TestingRelease.NAME).orElseThrow();
      assertThat(ended.isWorse()).isFalse();
      assertThat(ended.report().window()).isEqualTo(3);
      assertThat(ended.report().share()).isEqualTo(50);
      skill.releases().clear(TestingRelease.NAME, "test");
    }
    assertThat(audit()).contains("canary skill.ramp", "canary skill.promote");
  }

  @Test
  void equal_versions_are_rarely_taken_back_when_something_worse_is_allowed() {
    assertThat(falseAlarms(RISES, 10)).isLessThanOrEqualTo(10);
  }

  @Test
  void equal_versions_are_rarely_taken_back_even_when_nothing_worse_is_allowed() {
    assertThat(falseAlarms(NO_RISES, 50)).isLessThanOrEqualTo(10);
  }

  /** Of 200 trials of an hour each. */
  private int falseAlarms(String rises, int percent) {
    int alarms = 0;
    for (long seed = 1; seed <= 200; seed++) {
      release(rises, percent, "");
      var day = new Day(seed, Quality.USUAL);
      var took = day.until(Duration.ofHours(1));
      if (!day.isOpen()) {
        alarms++;
        report("false alarm " + alerts.getLast(), seed, took, day);
        skill.releases().clear(TestingRelease.NAME, "test");
      }
    }
    System.out.printf("%s at %d %%: %d false alarms of 200 seeds%n", rises, percent, alarms);
    return alarms;
  }

  @Test
  void what_an_administrator_changes_meanwhile_is_left_alone() {
    release(RISES, 10, "");
    var seen = skill.versions().release();
    skill.releases().label(TestingRelease.NAME, "canary", "1.1.0", "admin");
    assertThat(skill.releases().withdraw(TestingRelease.NAME, seen, NEW, "late")).isFalse();
    assertThat(skill.versions().release().split().arms()).containsEntry(NEW, 10);
  }

  private static void report(String what, long seed, Duration took, Day day) {
    System.out.printf("%s, seed %d: %s, %d executions on trial%n", what, seed, took, day.trials);
  }

  private String audit() {
    return Store.await(new Audit(store).newest(Long.MAX_VALUE, 200)).stream()
        .map(AuditEntry::event)
        .map(event -> event.who() + ' ' + event.action() + ' ' + event.target())
        .reduce("", (all, each) -> all + each + '\n');
  }
}
