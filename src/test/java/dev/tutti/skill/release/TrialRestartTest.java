package dev.tutti.skill.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.ledger.Cost;
import dev.tutti.ledger.Prices;
import dev.tutti.skill.TestingTime;
import dev.tutti.skill.api.TestingRelease;
import dev.tutti.skill.api.VersionSelector;
import dev.tutti.skill.run.SkillRecords;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials over restarts and crashes, in virtual time, beside trials that nothing interrupts. */
class TrialRestartTest {
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final String RULES =
      """
      split: {arms: {1.0.0: 80, 1.1.0: 20}}
      canary: {baseline: 1.0.0, min_samples: 50, window: 15m, rollback_if: %s}
      """;
  private static final String RELEASE =
      RULES.formatted("{error_rate: +3%, p95: +50%, tokens: +40%, cost: +40%}");
  private static final Map<String, String> PROMPTS = Map.of("1.0.0", "Old.", "1.1.0", "New.");

  @TempDir private Path folder;

  /** A server with its database, which is started anew. */
  private static final class Server implements AutoCloseable {
    private final TestingTime time = new TestingTime();
    private final Random random = new Random(20261130);
    private final List<String> alerts = new ArrayList<>();
    private final Store store;
    private final TestingRelease skill;
    private SkillRecords records;
    private CanaryAnalysis canary;

    Server(Path folder) {
      store = Store.open(StoreSettings.in(folder));
      skill = new TestingRelease(store, time).folder(RELEASE, PROMPTS);
      records = kept();
      canary = analysis();
    }

    private SkillRecords kept() {
      var kept = new SkillRecords(time, new SimpleMeterRegistry(), Prices::shipped);
      kept.restore(store);
      return kept;
    }

    private CanaryAnalysis analysis() {
      return new CanaryAnalysis(
          skill::catalog,
          records,
          skill.releases(),
          store,
          time,
          (type, name, why) -> alerts.add(type.word() + " " + name + " " + why));
    }

    void start() {
      records = kept();
      canary = analysis();
    }

    void stop() {
      records.write(store).join();
      canary.close();
    }

    void look() {
      records.write(store).join();
      canary.check();
    }

    /** Executes twice a second and looks every five, with so many errors of the new version. */
    Server run(Duration span, double errors) {
      for (long second = 1; second <= span.toSeconds(); second++) {
        time.pass(Duration.ofSeconds(1));
        execute(errors);
        execute(errors);
        if (second % 5 == 0) {
          look();
        }
      }
      return this;
    }

    private void execute(double errors) {
      var executed = skill.versions().find(new VersionSelector.Released(), random.nextDouble());
      boolean isNew = executed.version().getVersion().equals("1.1.0");
      boolean failed = random.nextDouble() < (isNew ? errors : 0.02);
      long millis = (long) (800 * Math.exp(0.6 * random.nextGaussian()));
      long tokens = Math.round(500 * Math.exp(0.8 * random.nextGaussian()));
      records.add(
          executed,
          new SkillRecords.ExecutionRecord(
              time.instant(),
              executed.revision(),
              failed ? "upstream_error" : "completed",
              failed,
              false,
              false,
              false,
              false,
              Duration.ofMillis(millis),
              tokens,
              0,
              new Cost.Known(tokens * 600)));
    }

    TrialReport report() {
      return canary.reports(TestingRelease.NAME).getFirst();
    }

    Instant now() {
      return time.instant();
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private Server server(String name) {
    return new Server(folder.resolve(name));
  }

  @Test
  void a_trial_that_was_interrupted_is_as_if_it_had_not_been() {
    try (var whole = server("whole");
        var interrupted = server("interrupted")) {
      for (int part = 0; part < 4; part++) {
        whole.run(Duration.ofMinutes(5), 0.03).look();
        interrupted.run(Duration.ofMinutes(5), 0.03).stop();
        interrupted.start();
        interrupted.look();
      }
      assertThat(interrupted.report()).isEqualTo(whole.report());
      assertThat(interrupted.report().window()).isEqualTo(2);
      assertThat(interrupted.report().history()).hasSizeGreaterThan(60);
    }
  }

  @Test
  void a_crash_loses_no_execution_that_was_written() {
    try (var whole = server("whole");
        var crashed = server("crashed")) {
      whole.run(Duration.ofSeconds(445), 0.03);
      crashed.run(Duration.ofSeconds(445), 0.03).start();
      crashed.look();
      var report = crashed.report();
      assertThat(report.executions()).isEqualTo(whole.report().executions()).isGreaterThan(100);
      assertThat(report.baselineExecutions()).isEqualTo(whole.report().baselineExecutions());
      assertThat(report.measures()).isEqualTo(whole.report().measures());
      assertThat(report.began()).isEqualTo(whole.report().began());
      assertThat(report.ends())
          .as("the end, which the time between the last state and the crash puts off")
          .isAfter(whole.report().ends())
          .isBeforeOrEqualTo(whole.report().ends().plusSeconds(60));
    }
  }

  @Test
  void a_version_is_taken_back_by_what_was_seen_before_and_after() {
    try (var server = server("bad")) {
      var begun = server.now();
      while (server.alerts.isEmpty() && server.now().isBefore(begun.plus(Duration.ofHours(1)))) {
        server.run(Duration.ofMinutes(1), 0.25).stop();
        server.start();
      }
      assertThat(server.alerts).hasSize(1);
      assertThat(server.alerts.getFirst()).startsWith("skill.rolled_back hello 1.1.0+");
      assertThat(Duration.between(begun, server.now())).isLessThanOrEqualTo(WINDOW);
      var ended = server.canary.ended(TestingRelease.NAME).orElseThrow();
      assertThat(ended.isWorse()).isTrue();
      assertThat(ended.why()).contains("error_rate: ");
      assertThat(ended.report().history().getLast().evidence().values())
          .anyMatch(evidence -> evidence >= 1);
      assertThat(EndedTrial.of(ended.text())).isEqualTo(ended);
      server.look();
      assertThat(server.canary.reports(TestingRelease.NAME)).isEmpty();
      server.stop();
      assertThat(kept(server)).as("rows of trials that are over").isEmpty();
      server.skill.releases().clear(TestingRelease.NAME, "test");
      server.start();
      server.look();
      assertThat(server.report().executions()).as("of the same trial begun again").isZero();
    }
  }

  private static List<SkillTrialTable.Row> kept(Server server) {
    return Store.await(server.store.read(SkillTrialTable::all));
  }

  @Test
  void time_without_a_server_is_no_part_of_a_window() {
    try (var server = server("away")) {
      server.run(Duration.ofMinutes(5), 0.02).stop();
      var before = server.report();
      server.time.pass(Duration.ofHours(3));
      server.start();
      server.look();
      assertThat(server.report().window()).isEqualTo(1);
      assertThat(server.report().executions()).isEqualTo(before.executions());
      assertThat(server.report().ends()).isEqualTo(before.ends().plus(Duration.ofHours(3)));
    }
  }

  @Test
  void a_trial_by_other_rules_or_of_another_revision_begins_anew() {
    try (var server = server("other")) {
      server.run(Duration.ofMinutes(5), 0.02).stop();
      assertThat(server.report().executions()).isPositive();
      server.skill.folder(RULES.formatted("{error_rate: +5%}"), PROMPTS);
      server.start();
      server.look();
      assertThat(server.report().executions()).isZero();
      assertThat(server.report().began()).isEqualTo(server.now());
      assertThat(server.report().measures()).hasSize(1);
      server.run(Duration.ofMinutes(5), 0.02).stop();
      server.skill.folder(
          RULES.formatted("{error_rate: +5%}"), Map.of("1.0.0", "Old.", "1.1.0", "Newer."));
      server.start();
      server.look();
      assertThat(server.report().executions()).isZero();
      assertThat(server.report().history()).hasSize(1);
    }
  }
}
