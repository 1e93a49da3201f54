package dev.tutti.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.Decision;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.SkillRevision;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.store.Work;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final DeploymentId MINI = new DeploymentId("openai", "gpt-4o-mini");
  private static final Prices PRICES = Prices.shipped();

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final TestingLoop loop = new TestingLoop();

  @TempDir Path folder;
  private Store store;
  private Ledger ledger;

  @BeforeEach
  void open() {
    store = Store.open(settings());
    ledger = ledger(1_000, 100, Patience.LIMIT);
  }

  @AfterEach
  void close() {
    ledger.close();
    store.close();
  }

  @Test
  void a_completed_attempt_is_noted_with_all_that_is_known() {
    var attempt = attempt(caller("key_1", "red"), "fast", MINI);
    loop.advance(Duration.ofMillis(20));
    attempt.firstToken();
    loop.advance(Duration.ofMillis(30));
    attempt.settle(new Outcome.Completed(new Usage(1_000, 200, 600, 0, 50, 0, 0, true)));
    Store.await(ledger.flush());
    var row =
        Store.await(
            store.read(
                handle ->
                    handle.createQuery("SELECT *, " + texts() + " FROM attempt").mapToMap().one()));
    assertThat(row)
        .containsEntry("call_id", "call-1")
        .containsEntry("key_id_text", "key_1")
        .containsEntry("owner_text", "red")
        .containsEntry("end_user_text", "ann")
        .containsEntry("operation_text", "chat")
        .containsEntry("model_text", "fast")
        .containsEntry("provider_text", "openai")
        .containsEntry("upstream_model_text", "gpt-4o-mini")
        .containsEntry("outcome_text", "completed")
        .containsEntry("skill_text", "")
        .containsEntry("service_tier_text", "")
        .containsEntry("cached_input_tokens", 600)
        .containsEntry("reasoning_tokens", 50)
        .containsEntry("estimated", 1)
        .containsEntry("streamed", 1)
        .containsEntry("cost", 225_000)
        .containsEntry("duration", 50_000)
        .containsEntry("first_token", 20_000)
        .containsEntry("ended_at", NOON.toEpochMilli());
  }

  private static String texts() {
    return Stream.of(
            "key_id",
            "owner",
            "end_user",
            "operation",
            "model",
            "provider",
            "upstream_model",
            "outcome",
            "skill",
            "service_tier")
        .map(column -> WordIds.text(column) + " AS " + column + "_text")
        .collect(Collectors.joining(", "));
  }

  @Test
  void a_failed_attempt_is_noted_with_its_fault() {
    attempt(Caller.ANONYMOUS, "fast", MINI)
        .settle(new Outcome.Failed(Fault.of(FaultCode.OVERLOADED, "busy"), Usage.NONE));
    attempt(Caller.ANONYMOUS, "fast", new DeploymentId("mine", "unheard-of"))
        .settle(new Outcome.Completed(Usage.of(5, 5)));
    assertThat(usage(UsageBy.MODEL))
        .containsExactly(new UsageRow("fast", 2, 1, 5, 0, 5, 0, BigDecimal.valueOf(0, 9), 1, 0));
    Work<List<String>> outcomes =
        handle ->
            handle
                .select("SELECT " + WordIds.text("outcome") + " FROM attempt ORDER BY id")
                .mapTo(String.class)
                .list();
    assertThat(Store.await(store.read(outcomes))).containsExactly("overloaded", "completed");
  }

  @Test
  void usage_is_added_up_by_model_key_and_day() {
    complete("key_1", "fast", 1_000_000);
    complete("key_2", "fast", 1_000_000);
    now.set(NOON.plus(Duration.ofDays(1)));
    complete("key_2", "smart", 3_000_000);
    assertThat(usage(UsageBy.MODEL))
        .extracting(UsageRow::group, UsageRow::attempts, row -> row.dollars().toPlainString())
        .containsExactly(tuple("smart", 1L, "0.450000000"), tuple("fast", 2L, "0.300000000"));
    assertThat(usage(UsageBy.KEY))
        .extracting(UsageRow::group, UsageRow::inputTokens)
        .containsExactly(tuple("key_2", 4_000_000L), tuple("key_1", 1_000_000L));
    assertThat(usage(UsageBy.DAY))
        .extracting(UsageRow::group)
        .containsExactly("2026-03-02", "2026-03-01");
    assertThat(usage(UsageBy.DEPLOYMENT))
        .extracting(UsageRow::group)
        .containsExactly("openai/gpt-4o-mini");
  }

  @Test
  void a_range_has_its_first_instant_and_not_its_last() {
    complete("key_1", "fast", 1);
    assertThat(rows(NOON, NOON.plusMillis(1))).hasSize(1);
    assertThat(rows(NOON.minusSeconds(9), NOON)).isEmpty();
    assertThatThrownBy(() -> new UsageQuery(UsageBy.DAY, NOON, NOON, 5))
        .hasMessageStartingWith("to: 2026-03-01T12:00:00Z (expected: after");
    assertThatThrownBy(() -> UsageBy.of("colour"))
        .hasMessage(
            "by: colour (expected: one of model, key, owner, user, deployment, provider, skill,"
                + " day)");
  }

  @Test
  void while_the_database_fails_records_wait_and_are_written_later() throws Exception {
    try (var other = Store.attach(settings())) {
      var release = new Gate();
      var held = hold(other, release);
      for (int i = 0; i < 250; i++) {
        complete("key_1", "fast", 1);
      }
      assertThatThrownBy(() -> Store.await(ledger.flush())).hasMessageContaining("too long");
      assertThat(ledger.stats()).isEqualTo(new LedgerStats(250, 0, 0, true));
      release.open();
      Store.await(held);
      Store.await(ledger.flush());
      assertThat(ledger.stats()).isEqualTo(new LedgerStats(0, 250, 0, false));
    }
    assertThat(usage(UsageBy.KEY)).extracting(UsageRow::attempts).containsExactly(250L);
  }

  @Test
  void what_finds_no_room_is_dropped_and_counted() throws Exception {
    ledger.close();
    ledger = ledger(20, 10, Patience.LIMIT);
    try (var other = Store.attach(settings())) {
      var release = new Gate();
      var held = hold(other, release);
      complete("key_1", "fast", 1);
      assertThatThrownBy(() -> Store.await(ledger.flush())).isNotNull(); // one is in the batch
      for (int i = 0; i < 50; i++) {
        complete("key_1", "fast", 1);
      }
      assertThat(ledger.stats().dropped()).isBetween(20L, 30L);
      long kept = 51 - ledger.stats().dropped();
      release.open();
      Store.await(held);
      Store.await(ledger.flush());
      assertThat(usage(UsageBy.KEY)).extracting(UsageRow::attempts).containsExactly(kept);
    }
  }

  @Test
  void closing_writes_what_waits() {
    for (int i = 0; i < 333; i++) {
      complete("key_1", "fast", 1);
    }
    ledger.close();
    assertThat(ledger.stats()).isEqualTo(new LedgerStats(0, 333, 0, false));
    complete("key_1", "fast", 1);
    assertThat(ledger.stats().dropped()).isEqualTo(1);
    assertThatThrownBy(() -> Store.await(ledger.flush())).hasMessage("the ledger is closed");
  }

  @Test
  void closing_gives_up_when_the_database_does_not_come_back() throws Exception {
    ledger.close();
    ledger = ledger(1_000, 100, Duration.ofMillis(50));
    try (var other = Store.attach(settings())) {
      var release = new Gate();
      var held = hold(other, release);
      complete("key_1", "fast", 1);
      ledger.close();
      assertThat(ledger.stats().dropped()).isEqualTo(1);
      release.open();
      Store.await(held);
    }
  }

  @Test
  void a_record_that_is_written_twice_is_kept_once() {
    var asked =
        new AttemptRecord.Request(
            "c", Caller.ANONYMOUS, Operation.EMBEDDINGS, "fast", false, SkillRevision.NONE);
    var each =
        new AttemptRecord(
            NOON,
            asked,
            MINI,
            "completed",
            Usage.of(1, 0),
            Charge.of(Cost.NOTHING, Charge.Basis.NONE),
            Timing.of(Duration.ZERO),
            new AttemptRecord.Place(1, Decision.Reason.FIRST, 200));
    var writer = new LedgerWriter(7, () -> false);
    Store.await(store.write(handle -> writer.write(handle, 0, List.of(each))));
    Store.await(store.write(handle -> writer.write(handle, 0, List.of(each, each))));
    assertThat(usage(UsageBy.MODEL)).extracting(UsageRow::attempts).containsExactly(2L);
  }

  @Test
  void an_attempt_that_reports_no_usage_has_no_known_cost() {
    attempt(Caller.ANONYMOUS, "fast", MINI).settle(new Outcome.Completed(Usage.NONE));
    attempt(Caller.ANONYMOUS, "sim", new DeploymentId("sim", "sim"))
        .settle(new Outcome.Completed(Usage.NONE));
    assertThat(usage(UsageBy.PROVIDER))
        .extracting(UsageRow::group, UsageRow::unpriced)
        .containsExactly(tuple("openai", 1L), tuple("sim", 0L));
  }

  private void complete(String key, String model, long input) {
    attempt(caller(key, "red"), model, MINI).settle(new Outcome.Completed(Usage.of(input, 0)));
  }

  private Attempt attempt(Caller caller, String model, DeploymentId target) {
    var request = ChatRequest.builder(model).user("Hello").stream().build();
    var call = new Call("call-1", caller, loop, Duration.ofMinutes(1));
    var attempt = call.attempt(target);
    assertThat(ledger.admit(request, call, attempt).succeeded()).isTrue();
    return attempt;
  }

  private static Caller caller(String key, String owner) {
    return new Caller(key, owner, "ann");
  }

  /** Another process, in effect, that keeps the database locked. */
  private static CompletableFuture<Boolean> hold(Store other, Gate release)
      throws InterruptedException {
    var holding = new Gate();
    var held =
        other.write(
            _ -> {
              holding.open();
              release.await();
              return true;
            });
    holding.await();
    return held;
  }

  private List<UsageRow> usage(UsageBy by) {
    var query = new UsageQuery(by, NOON.minusSeconds(1), NOON.plus(Duration.ofDays(9)), 10);
    return Store.await(ledger.usage(query));
  }

  private List<UsageRow> rows(Instant from, Instant to) {
    return Store.await(ledger.usage(new UsageQuery(UsageBy.MODEL, from, to, 10)));
  }

  private Ledger ledger(int capacity, int batch, Duration drain) {
    return Ledger.open(
        store,
        () -> PRICES,
        now::get,
        new LedgerSettings(capacity, batch, Duration.ofSeconds(30), drain));
  }

  private StoreSettings settings() {
    return new StoreSettings(
        folder, 1, 64, Duration.ofMillis(100), Duration.ZERO, Duration.ofSeconds(5));
  }
}
