package dev.tutti.alert.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.alert.AlertMessage;
import dev.tutti.alert.Alerts;
import dev.tutti.alert.TestingAlerts;
import dev.tutti.alert.rule.GroupLabels;
import dev.tutti.alert.rule.Observation;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.Json;
import dev.tutti.config.ConfigSource;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.monitor.Measurements;
import dev.tutti.report.FigureSource;
import dev.tutti.skill.TestingFailingStore;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The engine over a real database, in virtual time. */
class AlertEngineTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(15);

  private static final String OFF =
      "max_latency: {enabled: false}, min_success_rate: {enabled: false},"
          + " max_error_rate: {enabled: false}, external_max_latency: {enabled: false},"
          + " external_min_success_rate: {enabled: false},"
          + " external_max_error_rate: {enabled: false}";

  @TempDir Path folder;
  private final TestingLoop loop = new TestingLoop();
  private final Random random = new Random(7);
  private Instant now = START;
  private final InstantSource clock = () -> now;
  private List<GroupSample> observed = List.of();
  private Samples samples = (_, _) -> observed;
  private AlertRuleSettings settings = settings("{}");
  private Store store;
  private TestingFailingStore failing;
  private Alerts alerts;
  private AlertEngine engine;

  @BeforeEach
  void open() {
    failing = new TestingFailingStore(Store.open(StoreSettings.in(folder)));
    store = failing;
    start();
  }

  private void start() {
    alerts = TestingAlerts.over(store, loop, clock, random);
    engine =
        AlertEngine.open(
            store, (rule, at) -> samples.read(rule, at), alerts, () -> settings, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_restart_neither_repeats_nor_forgets_an_alert() {
    settings = settings("{r: {measure: ledger_waiting, above: 10, for: 1m, clear_for: 1m}}");
    observe(50);
    during(Duration.ofSeconds(45));
    restart();
    during(Duration.ofSeconds(30));
    assertThat(engine.watched().getFirst().state().phase().word()).isEqualTo("firing");
    restart(); // between the alert and its message
    during(Duration.ofMinutes(2));
    assertThat(titles()).containsExactly("Firing: r");
    restart();
    during(Duration.ofHours(1));
    assertThat(titles()).containsExactly("Firing: r");
    observe(1);
    during(Duration.ofSeconds(30));
    restart();
    during(Duration.ofMinutes(2));
    assertThat(titles()).containsExactly("Resolved: r", "Firing: r");
    var group = engine.watched().getFirst();
    assertThat(engine.changes(group.id(), 10).join())
        .extracting(each -> each.path("kind").asString())
        .containsExactly("resolved", "moved", "fired", "moved");
    assertThat(engine.messages(group, 10).join()).hasSize(2);
  }

  @Test
  void what_an_outage_of_the_database_kept_from_being_written_is_written_after_it() {
    settings = settings("{r: {measure: ledger_waiting, above: 10, for: 0s, clear_for: 0s}}");
    observe(50);
    during(Duration.ofMinutes(1));
    var old = engine.watched().getFirst();
    failing.mode(TestingFailingStore.Mode.REFUSING);
    settings = settings("{s: {measure: ledger_waiting, above: 10, for: 0s, clear_for: 0s}}");
    during(Duration.ofMinutes(2));
    failing.mode(TestingFailingStore.Mode.WORKING);
    during(STEP);
    var now = engine.watched().getFirst();
    var told = titles();
    assertThat(told).containsExactly("Firing: s", "Resolved: r", "Firing: r");
    restart();
    assertThat(titles()).isEqualTo(told);
    during(Duration.ofHours(1));
    assertThat(titles()).as("the state that is gone is not there again").isEqualTo(told);
    assertThat(kinds(old)).containsExactly("resolved", "fired");
    assertThat(kinds(now)).containsExactly("fired");
  }

  private List<String> kinds(WatchedGroup group) {
    return engine.changes(group.id(), 10).join().stream()
        .map(each -> each.path("kind").asString())
        .toList();
  }

  @Test
  void a_rule_that_cannot_be_measured_says_why_and_keeps_its_states() {
    settings = settings("{r: {measure: ledger_waiting, above: 10, for: 0s}}");
    observe(50);
    during(STEP);
    samples =
        (_, _) -> {
          throw new IllegalArgumentException("by: moon");
        };
    during(STEP);
    assertThat(engine.failures()).containsEntry("r", "by: moon");
    assertThat(engine.watched().getFirst().state().phase().word()).isEqualTo("firing");
  }

  /**
   * The monitoring sample of the requirement: 40 requests of four types, of which three of four
   * succeed, with latencies of about 0.5, 2, 1.2 and 3.5 s.
   */
  @Test
  void the_sample_of_the_requirement_raises_exactly_the_expected_alerts() {
    try (var ledger = Ledger.open(store, Prices::shipped, clock, LedgerSettings.defaults())) {
      var others = new Measurements(store, clock);
      var live =
          new LiveSamples(
              FigureSource.over(ledger, clock), others, new Gauges(), Duration.ofMinutes(10));
      samples = live;
      settings = settings("{}");
      Store.await(others.add("key", others.read(Json.bytes(sample()))));
      now = now.plusSeconds(1);
      during(Duration.ofMinutes(2));
      assertThat(firing())
          .containsExactlyInAnyOrder(
              "external_max_latency", "external_min_success_rate", "external_max_error_rate");
      assertThat(engine.watched()).hasSize(6);
      assertThat(engine.failures()).isEmpty();
      assertThat(alerts.latest())
          .extracting(each -> each.message().lines().getFirst())
          .anyMatch(line -> line.startsWith("external_success_rate 75 % of 40, limit: below 90 %"))
          .anyMatch(line -> line.startsWith("external_error_rate 25 % of 40, limit: above 10 %"))
          .anyMatch(line -> line.startsWith("external_p95 3."));
      settings =
          settings("{external_max_latency: {above: 3s, by: [type], min_samples: 5, for: 0s}}");
      during(STEP);
      assertThat(
              engine.watched().stream()
                  .filter(each -> each.state().phase().isAlert())
                  .map(each -> each.labels().text()))
          .contains("type=cooperation")
          .doesNotContain("type=simple", "type=complex", "type=batch");
    }
  }

  private List<String> firing() {
    return engine.watched().stream()
        .filter(each -> each.state().phase().isAlert())
        .map(each -> each.rule().name())
        .toList();
  }

  private ObjectNode sample() {
    var draws = new Random(40);
    var types = List.of("simple", "complex", "batch", "cooperation");
    var seconds = List.of(0.5, 2.0, 1.2, 3.5);
    var body = Json.object();
    var data = body.putArray("data");
    for (int i = 0; i < 40; i++) {
      int type = i % 4;
      data.addObject()
          .put("type", types.get(type))
          .put("latency_ms", seconds.get(type) * 1_000 * (0.9 + 0.2 * draws.nextDouble()))
          .put("success", i / 4 % 4 != type % 4)
          .put("memory_bytes", (100L + draws.nextInt(400)) << 20)
          .put("cpu", 0.2 + 0.6 * draws.nextDouble())
          .put("at", now.toString());
    }
    return body;
  }

  private List<String> titles() {
    return alerts.latest().stream().map(Alerts.Report::message).map(AlertMessage::title).toList();
  }

  private void observe(double value) {
    observed = List.of(new GroupSample(GroupLabels.of(Map.of()), Observation.of(value)));
  }

  private void restart() {
    store.close();
    open();
  }

  private void during(Duration time) {
    for (var end = now.plus(time); now.isBefore(end); now = now.plus(STEP)) {
      engine.round();
    }
  }

  private static AlertRuleSettings settings(String rules) {
    var yaml =
        rules.equals("{}") || rules.contains("external")
            ? "alert_rules: " + rules
            : "alert_rules: {%s, %s}".formatted(rules.substring(1, rules.length() - 1), OFF);
    return ConfigSource.text("test", yaml).read(Map.of(), AlertRuleSettings::read);
  }
}
