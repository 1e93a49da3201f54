package dev.tutti.resilience.budget;

import dev.tutti.call.Allowance;
import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.Guard;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.resilience.budget.BudgetTable.Row;
import dev.tutti.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The money that keys and their owners may spend in a day and in a month. What a call may cost is
 * reserved before it and settled with what it did cost, so that calls at the same time cannot spend
 * the same money: what is granted never exceeds a budget, and what is spent exceeds it only by what
 * calls cost beyond their estimates. Thread-safe; amounts are billionths of a dollar.
 *
 * <p>Accounts are written to the store once a second. A reservation that leaves less than a tenth
 * of a budget is written before its call goes on, so that not even a crash lets it be spent twice.
 */
public final class Budgets implements Guard, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Budgets.class);
  private static final double NEAR = 0.9;
  private static final String KEY = "key/";

  private final Store store;
  private final InstantSource clock;
  private final Supplier<BudgetSettings> settings;
  private final Listener listener;
  private final Map<String, BudgetAccount> accounts = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Listener to budgets that are nearly spent. */
  @FunctionalInterface
  public interface Listener {
    /** News of an account that is nearly spent, on the thread that settled; must not block. */
    void nearlySpent(String account, String why);
  }

  /** Reservation of money for a call. */
  @FunctionalInterface
  public interface Reservation {
    /**
     * Gives it back and takes what the call cost. To be called once.
     *
     * @param cost billionths of a dollar
     */
    void settle(long cost);
  }

  /**
   * A budget at one moment.
   *
   * @param account such as {@code key/key_3f0c9a1b7d2e/day}
   * @param most the budget
   * @param resets when the next period begins
   */
  public record Status(
      String account, long most, long spent, long reserved, ZonedDateTime resets) {}

  /**
   * What is left of a budget.
   *
   * @param share 0 to 1
   */
  public record Left(String account, double share) {}

  /** A budget that a call is on. */
  private record Budget(String account, BudgetPeriod period, long most) {}

  private Budgets(
      Store store, InstantSource clock, Supplier<BudgetSettings> settings, Listener listener) {
    this.store = store;
    this.clock = clock;
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * Reads what was spent, and writes down what will be.
   *
   * @param settings those of the moment
   * @throws dev.tutti.store.StoreException when it cannot be read
   */
  public static Budgets open(
      Store store, InstantSource clock, Supplier<BudgetSettings> settings, Listener listener) {
    var budgets = new Budgets(store, clock, settings, listener);
    budgets.load(Store.await(store.read(BudgetTable::all)));
    Thread.ofVirtual().name("tutti-budgets").start(budgets::keep);
    return budgets;
  }

  private synchronized void load(List<Row> rows) {
    rows.forEach(row -> accounts.put(row.account(), new BudgetAccount(row.starts(), row.nanos())));
  }

  /** Whether anything bounds what a caller may spend. */
  public boolean concern(Caller caller) {
    var now = settings.get();
    if (!now.key().isEmpty() || !now.owner().isEmpty()) {
      return true;
    }
    var terms = caller.allowance();
    return terms.of(BudgetPeriod.DAY.quantity()).isPresent()
        || terms.of(BudgetPeriod.MONTH.quantity()).isPresent();
  }

  /** Marks an attempt that a budget pays for, so that it is not free for want of a price. */
  @Override
  public Future<Void> admit(ChatRequest request, Call call, Attempt attempt) {
    if (concern(call.caller())) {
      attempt.budgeted();
    }
    return Future.succeededFuture();
  }

  /**
   * Takes what a call may cost out of every budget of its caller, or of none. Fails with {@code
   * budget_exceeded} when one does not hold it. Called and completed on the call's loop.
   *
   * @param estimate what it may cost
   */
  public Future<Reservation> reserve(Call call, long estimate) {
    var now = settings.get();
    var time = clock.instant().atZone(now.zone());
    var budgets = budgets(now, call.caller());
    List<Row> near;
    synchronized (this) {
      for (var budget : budgets) {
        var account = account(budget, time);
        if (estimate > budget.most - account.committed()) {
          return Future.failedFuture(exceeded(budget, account, estimate, time));
        }
      }
      near = new ArrayList<>();
      for (var budget : budgets) {
        var account = account(budget, time);
        account.reserve(estimate);
        if (account.committed() > NEAR * budget.most) {
          near.add(new Row(budget.account, account.start(), account.committed()));
        }
      }
    }
    Reservation reservation = cost -> settle(budgets, estimate, cost);
    return near.isEmpty()
        ? Future.succeededFuture(reservation)
        : written(near, call).map(reservation);
  }

  private List<Budget> budgets(BudgetSettings now, Caller caller) {
    var budgets = new ArrayList<Budget>(4);
    for (var period : BudgetPeriod.values()) {
      var own = caller.allowance().of(period.quantity());
      long key = own.orElse(now.key().getOrDefault(period, 0L));
      add(budgets, KEY + caller.key() + '/' + period.word(), period, key);
      long owner = now.owner().getOrDefault(period, 0L);
      add(budgets, "owner/" + caller.owner() + '/' + period.word(), period, owner);
    }
    return budgets;
  }

  private static void add(List<Budget> budgets, String account, BudgetPeriod period, long most) {
    if (most > 0) {
      budgets.add(new Budget(account, period, most));
    }
  }

  private BudgetAccount account(Budget budget, ZonedDateTime time) {
    var start = budget.period.start(time);
    var account = accounts.computeIfAbsent(budget.account, _ -> new BudgetAccount(start, 0));
    account.turn(start);
    return account;
  }

  /** While the database is down, calls go on. */
  private Future<Void> written(List<Row> rows, Call call) {
    Promise<Void> done = Promise.promise();
    var _ =
        store
            .write(
                handle -> {
                  BudgetTable.put(handle, rows);
                  return rows.size();
                })
            .whenComplete(
                (_, thrown) -> {
                  if (thrown != null) {
                    log.warn(
                        "What is reserved of a budget cannot be written: {}", thrown.getMessage());
                  }
                  call.loop().run(() -> done.tryComplete());
                });
    return done.future();
  }

  private void settle(List<Budget> budgets, long estimate, long cost) {
    var now = settings.get();
    var time = clock.instant().atZone(now.zone());
    var tell = new ArrayList<Budget>();
    synchronized (this) {
      for (var budget : budgets) {
        var account = account(budget, time);
        account.settle(estimate, cost);
        if (account.tell(budget.most * now.alertAt())) {
          tell.add(budget);
        }
      }
    }
    tell.forEach(
        budget ->
            listener.nearlySpent(
                budget.account,
                "%d %% of $%s are spent, until %s"
                    .formatted(
                        Math.round(now.alertAt() * 100),
                        dollars(budget.most),
                        budget.period.end(time).toOffsetDateTime())));
  }

  private static Fault exceeded(
      Budget budget, BudgetAccount account, long estimate, ZonedDateTime time) {
    var end = budget.period.end(time);
    return Fault.of(
            FaultCode.BUDGET_EXCEEDED,
            "budget of %s: $%s of $%s are left (expected: $%s for this call, from %s on)"
                .formatted(
                    budget.account,
                    dollars(Math.max(0, budget.most - account.committed())),
                    dollars(budget.most),
                    dollars(estimate),
                    end.toOffsetDateTime()))
        .byCallerLimit()
        .after(Duration.between(time, end));
  }

  /** Share that is left of the budget of a caller that is nearest to its end; none without one. */
  public Optional<Left> left(Caller caller) {
    if (!concern(caller)) {
      return Optional.empty();
    }
    var now = settings.get();
    var time = clock.instant().atZone(now.zone());
    var budgets = budgets(now, caller);
    synchronized (this) {
      return budgets.stream()
          .map(each -> new Left(each.account, share(each, account(each, time))))
          .min(Comparator.comparingDouble(Left::share));
    }
  }

  private static double share(Budget budget, BudgetAccount account) {
    return Math.max(0, 1 - (double) account.committed() / budget.most);
  }

  /** An amount as people write it. */
  public static String dollars(long nanos) {
    return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
  }

  /**
   * Every budget that something was spent of, by account.
   *
   * @param allowances terms of a key by its id; none where it has none of its own
   */
  public synchronized List<Status> all(Function<String, Allowance> allowances) {
    var now = settings.get();
    var time = clock.instant().atZone(now.zone());
    var all = new ArrayList<Status>();
    new TreeMap<>(accounts)
        .forEach(
            (name, account) -> {
              var period = name.endsWith("/day") ? BudgetPeriod.DAY : BudgetPeriod.MONTH;
              account.turn(period.start(time));
              long most = most(now, name, period, allowances);
              all.add(
                  new Status(name, most, account.spent(), account.reserved(), period.end(time)));
            });
    return all;
  }

  /** The budget of an account, as it is taken from its key's own terms when somebody calls. */
  private static long most(
      BudgetSettings now,
      String account,
      BudgetPeriod period,
      Function<String, Allowance> allowances) {
    if (!account.startsWith(KEY)) {
      return now.owner().getOrDefault(period, 0L);
    }
    var id = account.substring(KEY.length(), account.length() - period.word().length() - 1);
    return allowances.apply(id).of(period.quantity()).orElse(now.key().getOrDefault(period, 0L));
  }

  private void keep() {
    try {
      while (!closing.await(1, TimeUnit.SECONDS)) {
        var _ = write();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Integer> write() {
    var rows = new ArrayList<Row>();
    synchronized (this) {
      accounts.forEach(
          (name, account) -> {
            if (account.takeDirty()) {
              rows.add(new Row(name, account.start(), account.committed()));
            }
          });
    }
    if (rows.isEmpty()) {
      return CompletableFuture.completedFuture(0);
    }
    return store
        .write(
            handle -> {
              BudgetTable.put(handle, rows);
              return rows.size();
            })
        .whenComplete((_, thrown) -> repeat(thrown == null ? List.of() : rows));
  }

  private synchronized void repeat(List<Row> failed) {
    failed.forEach(
        row -> {
          var account = accounts.get(row.account());
          if (account != null) {
            account.soil();
          }
        });
  }

  /** Writes what was spent; to be closed before the store. */
  @Override
  public void close() {
    closing.countDown();
    Store.await(write().exceptionally(_ -> 0));
  }
}
