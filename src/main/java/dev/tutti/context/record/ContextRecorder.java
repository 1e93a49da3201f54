package dev.tutti.context.record;

import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallObserver;
import dev.tutti.call.ContextUse;
import dev.tutti.chat.Usage;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.Prices;
import dev.tutti.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recorder of what calls send of conversations. A row that finds 10,000 others waiting is dropped;
 * rows are kept for 90 days. Thread-safe.
 */
public final class ContextRecorder implements CallObserver, AutoCloseable {
  /** Endpoint of calls that write summaries. */
  public static final String SUMMARY = "summary";

  /** Rows of a report at most. */
  public static final int MOST = 1_000;

  private static final Logger log = LoggerFactory.getLogger(ContextRecorder.class);
  private static final int WAITING = 10_000;
  private static final Duration KEPT = Duration.ofDays(90);

  private final Store store;
  private final Supplier<Prices> prices;
  private final InstantSource clock;
  private final BlockingQueue<ContextRow> rows = new ArrayBlockingQueue<>(WAITING);

  /**
   * @param prices those of the moment
   */
  public ContextRecorder(Store store, Supplier<Prices> prices, InstantSource clock) {
    this.store = store;
    this.prices = prices;
    this.clock = clock;
  }

  @Override
  public void ended(Call call, CallEnd end) {
    var use = call.tail().context();
    if (use.isNone() || call.attempts().isEmpty()) {
      return;
    }
    var caller = call.caller();
    rows.offer(
        new ContextRow(
            call.id(),
            clock.instant(),
            caller.owner(),
            caller.session(),
            call.skill().skill(),
            use.sent(),
            use.full(),
            costSaved(call, use),
            use.decision().word()));
  }

  private long costSaved(Call call, ContextUse use) {
    var target = call.attempts().getLast().target();
    var now = prices.get();
    return now.cost(target, prompt(use.full(), use.fullCached())).knownNanoDollars()
        - now.cost(target, prompt(use.sent(), use.cached())).knownNanoDollars();
  }

  private static Usage prompt(long tokens, long cached) {
    return new Usage(tokens, 0, cached, 0, 0, 0, 0, true);
  }

  /** Writes down what was noted since the last time. */
  public CompletableFuture<Void> flush() {
    var batch = new ArrayList<ContextRow>();
    rows.drainTo(batch);
    if (batch.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return store
        .write(
            handle -> {
              CallContextTable.insert(handle, batch);
              return batch.size();
            })
        .handle(
            (_, thrown) -> {
              if (thrown != null) {
                log.warn(
                    "what {} calls sent of conversations is lost: {}",
                    batch.size(),
                    thrown.toString());
              }
              return null;
            });
  }

  /** Writes, and removes what is old; now and then. */
  public void tidy() {
    var _ = flush();
    var oldest = clock.instant().minus(KEPT);
    var _ =
        store
            .write(handle -> CallContextTable.deleteOlder(handle, oldest))
            .exceptionally(
                thrown -> {
                  log.warn("old records of conversations stay: {}", thrown.toString());
                  return 0;
                });
  }

  /**
   * Savings by a grouping, most saved first or by day, with everything that was noted so far; at
   * most {@link #MOST} groups.
   *
   * @param ledger of the same store, whose calls wrote summaries
   */
  public CompletableFuture<List<ContextSavings>> savings(
      Ledger ledger, ContextGrouping by, Instant from, Instant to) {
    return flush()
        .thenCompose(
            _ -> ledger.read(handle -> CallContextTable.savings(handle, by, from, to, MOST)));
  }

  /** The sum of groups. */
  public static ContextSavings total(List<ContextSavings> groups) {
    return groups.stream().reduce(ContextSavings.none(), ContextSavings::plus);
  }

  @Override
  public void close() {
    var _ = flush();
  }
}
