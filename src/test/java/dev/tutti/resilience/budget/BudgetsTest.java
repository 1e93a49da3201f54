package dev.tutti.resilience.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tutti.call.Allowance;
import dev.tutti.call.Allowance.Quantity;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.resilience.budget.Budgets.Reservation;
import dev.tutti.resilience.limit.RateLimiterContract;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Patience;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money that is reserved, spent, and comes back with the next span; over a real database. */
class BudgetsTest {
  private static final long DOLLAR = 1_000_000_000L;
  private static final Caller ANN = new Caller("key_ann", "red", "");
  private static final Caller BOB = new Caller("key_bob", "red", "");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-31T22:00:00Z"));
  private final AtomicReference<BudgetSettings> settings =
      new AtomicReference<>(
          perKey(Map.of(BudgetPeriod.DAY, 10 * DOLLAR, BudgetPeriod.MONTH, 100 * DOLLAR)));
  private final List<String> told = new CopyOnWriteArrayList<>();

  @TempDir private Path folder;
  private Store store;
  private Budgets budgets;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    budgets = reopened();
  }

  private Budgets reopened() {
    return Budgets.open(store, now::get, settings::get, (account, why) -> told.add(account + why));
  }

  @AfterEach
  void close() {
    budgets.close();
    store.close();
  }

  @Test
  void what_a_call_may_cost_is_gone_until_it_is_settled() {
    var first = granted(ANN, 6 * DOLLAR);
    assertThat(refused(ANN, 5 * DOLLAR).getMessage())
        .contains("key/key_ann/day: $4 of $10 are left", "$5 for this call");
    first.settle(DOLLAR);
    granted(ANN, 5 * DOLLAR).settle(5 * DOLLAR);
    assertThat(spent("key/key_ann/day")).isEqualTo(6 * DOLLAR);
    granted(BOB, 9 * DOLLAR).settle(0);
  }

  @Test
  void a_refusal_says_when_the_next_span_begins() {
    granted(ANN, 10 * DOLLAR).settle(10 * DOLLAR);
    var fault = refused(ANN, 1);
    assertThat(fault.status()).isEqualTo(402);
    assertThat(fault.retryAfter()).contains(Duration.ofHours(2));
    assertThat(fault.getMessage()).contains("from 2026-04-01T00:00Z on");
  }

  @Test
  void the_day_and_the_month_begin_anew() {
    settings.set(perKey(Map.of(BudgetPeriod.DAY, 10 * DOLLAR, BudgetPeriod.MONTH, 12 * DOLLAR)));
    now.set(Instant.parse("2026-03-30T23:59:59Z"));
    granted(ANN, 8 * DOLLAR).settle(8 * DOLLAR);
    now.set(Instant.parse("2026-03-31T00:00:00Z"));
    assertThat(refused(ANN, 5 * DOLLAR).getMessage()).contains("month: $4 of $12 are left");
    granted(ANN, 4 * DOLLAR).settle(4 * DOLLAR);
    now.set(Instant.parse("2026-04-01T00:00:00Z"));
    granted(ANN, 10 * DOLLAR).settle(10 * DOLLAR);
  }

  @Test
  void midnight_is_where_the_configuration_says() {
    settings.set(
        new BudgetSettings(
            Map.of(BudgetPeriod.DAY, DOLLAR), Map.of(), ZoneId.of("Asia/Shanghai"), 0.8));
    now.set(Instant.parse("2026-03-31T15:59:59Z"));
    granted(ANN, DOLLAR).settle(DOLLAR);
    assertThat(refused(ANN, DOLLAR).retryAfter()).contains(Duration.ofSeconds(1));
    now.set(Instant.parse("2026-03-31T16:00:00Z"));
    granted(ANN, DOLLAR).settle(DOLLAR);
  }

  @Test
  void keys_of_an_owner_share_the_owners_budget() {
    settings.set(
        new BudgetSettings(Map.of(), Map.of(BudgetPeriod.DAY, 3 * DOLLAR), ZoneOffset.UTC, 0.8));
    granted(ANN, 2 * DOLLAR).settle(2 * DOLLAR);
    assertThat(refused(BOB, 2 * DOLLAR).getMessage()).contains("owner/red/day");
  }

  @Test
  void terms_of_a_key_replace_what_every_key_has() {
    settings.set(BudgetSettings.NONE);
    assertThat(budgets.concern(ANN)).isFalse();
    var terms = Allowance.NONE.with(Quantity.DAY, 2 * DOLLAR);
    var eve = new Caller("key_eve", "red", "", "", terms, Set.of());
    assertThat(budgets.concern(eve)).isTrue();
    granted(eve, 2 * DOLLAR).settle(2 * DOLLAR);
    refused(eve, 1);
  }

  @Test
  void operators_are_told_once_in_a_span() {
    granted(ANN, 7 * DOLLAR).settle(7 * DOLLAR);
    assertThat(told).isEmpty();
    granted(ANN, DOLLAR).settle(DOLLAR);
    granted(ANN, DOLLAR).settle(DOLLAR);
    assertThat(told)
        .containsExactly("key/key_ann/day80 % of $10 are spent, until 2026-04-01T00:00Z");
  }

  @Test
  void what_was_spent_outlives_a_restart() {
    granted(ANN, 3 * DOLLAR).settle(2 * DOLLAR);
    budgets.close();
    budgets = reopened();
    assertThat(spent("key/key_ann/day")).isEqualTo(2 * DOLLAR);
    refused(ANN, 9 * DOLLAR);
  }

  @Test
  void near_the_end_a_reservation_outlives_even_a_crash() {
    granted(ANN, 4 * DOLLAR);
    granted(ANN, 5_500_000_000L);
    try (var next = reopened()) { // nothing was settled, and nothing was closed
      assertThat(next.all(_ -> Allowance.NONE).getFirst().spent()).isEqualTo(9_500_000_000L);
    }
  }

  @Test
  void two_hundred_calls_at_once_spend_no_more_than_there_is() throws Exception {
    var answered = new AtomicInteger();
    RateLimiterContract.inThreads(
        thread -> {
          if (thread < 200) {
            var reserved = reserve(ANN, DOLLAR / 10);
            if (reserved.succeeded()) {
              answered.incrementAndGet();
              reserved.result().settle(DOLLAR / 10 - thread % 3);
            }
          }
        });
    assertThat(answered.get()).isBetween(1, 100);
    assertThat(spent("key/key_ann/day")).isBetween(DOLLAR / 10, 10 * DOLLAR);
    assertThat(budgets.all(_ -> Allowance.NONE)).allMatch(status -> status.reserved() == 0);
  }

  private Reservation granted(Caller caller, long estimate) {
    var reserved = reserve(caller, estimate);
    assertThat(reserved.succeeded()).isTrue();
    return reserved.result();
  }

  @Test
  void what_is_shown_is_the_budget_that_a_key_really_has() {
    var own = Allowance.NONE.with(Quantity.DAY, 2 * DOLLAR);
    granted(ANN, DOLLAR).settle(DOLLAR);
    assertThat(budgets.all(key -> key.equals("key_ann") ? own : Allowance.NONE))
        .extracting(Budgets.Status::account, Budgets.Status::most)
        .containsExactly(
            tuple("key/key_ann/day", 2 * DOLLAR), tuple("key/key_ann/month", 100 * DOLLAR));
    assertThat(budgets.all(_ -> Allowance.NONE).getFirst().most()).isEqualTo(10 * DOLLAR);
  }

  private Fault refused(Caller caller, long estimate) {
    var reserved = reserve(caller, estimate);
    assertThat(reserved.failed()).isTrue();
    var fault = Fault.from(reserved.cause());
    assertThat(fault.code()).isEqualTo(FaultCode.BUDGET_EXCEEDED);
    return fault;
  }

  private Future<Reservation> reserve(Caller caller, long estimate) {
    var call = new Call("id", caller, new TestingLoop(), Duration.ofMinutes(1));
    var reserved = budgets.reserve(call, estimate);
    Patience.until(reserved::isComplete, "it is decided");
    return reserved;
  }

  private long spent(String account) {
    return budgets.all(_ -> Allowance.NONE).stream()
        .filter(status -> status.account().equals(account))
        .findFirst()
        .orElseThrow()
        .spent();
  }

  private static BudgetSettings perKey(Map<BudgetPeriod, Long> amounts) {
    return new BudgetSettings(amounts, Map.of(), ZoneOffset.UTC, 0.8);
  }
}
