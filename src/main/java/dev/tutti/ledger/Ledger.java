package dev.tutti.ledger;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallObserver;
import dev.tutti.call.Guard;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Outcome;
import dev.tutti.query.Query;
import dev.tutti.store.Store;
import dev.tutti.store.Work;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The books: notes every attempt once, writes in the background, answers what was used.
 * Thread-safe.
 */
public final class Ledger implements Guard, CallObserver, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Ledger.class);

  private final Store store;
  private final Supplier<Prices> prices;
  private final InstantSource clock;
  private final Duration drain;
  private final RecordQueue queue;
  private final Drainer drainer;

  private Ledger(
      Store store, Supplier<Prices> prices, InstantSource clock, LedgerSettings settings) {
    this.store = store;
    this.prices = prices;
    this.clock = clock;
    this.drain = settings.drain();
    this.queue = new RecordQueue(settings.capacity(), settings.batch());
    this.drainer = new Drainer(queue, store, settings);
  }

  /**
   * Begins to keep the books of a store.
   *
   * @param prices the prices of now, asked when an attempt is settled
   */
  public static Ledger open(
      Store store, Supplier<Prices> prices, InstantSource clock, LedgerSettings settings) {
    var ledger = new Ledger(store, prices, clock, settings);
    ledger.drainer.start();
    return ledger;
  }

  /**
   * Lets every attempt pass and notes it when it is settled. Never blocks; a record that finds no
   * room is dropped and counted.
   */
  @Override
  public Future<Void> admit(ChatRequest request, Call call, Attempt attempt) {
    attempt.onSettle(outcome -> settled(request, call, attempt, outcome));
    return Future.succeededFuture();
  }

  /**
   * Tells somebody of rows once they are on disk, one transaction after the other, on the writer's
   * thread: to be called before the first record comes. Rows that a failing database may have
   * written are not told of.
   */
  public void onWritten(Consumer<WrittenRows> listener) {
    drainer.onWritten(listener);
  }

  private void settled(ChatRequest request, Call call, Attempt attempt, Outcome outcome) {
    var asked = AttemptRecord.Request.of(request, call);
    var record = AttemptRecord.of(clock.instant(), asked, attempt, outcome, prices.get());
    if (record.charge().cost() instanceof Cost.Known(long nanoDollars)) {
      attempt.cost(nanoDollars);
    }
    queue.offer(record);
  }

  /**
   * Notes a call that has ended, once its attempts have: others may share one of them. Never
   * blocks; without a subject it asked no model.
   */
  @Override
  public void ended(Call call, CallEnd end) {
    if (call.subject().isEmpty()) {
      return;
    }
    var ending = new CallRecord.Ending(clock.instant(), call.elapsed(), end);
    var attempts = call.attemptsEnd();
    if (attempts.isComplete()) {
      note(call, ending);
    } else {
      attempts.onComplete(_ -> note(call, ending));
    }
  }

  private void note(Call call, CallRecord.Ending ending) {
    var subject = call.subject().orElseThrow();
    queue.offer(CallRecord.of(ending, call, subject, prices.get()));
  }

  /**
   * Writes what was noted so far.
   *
   * @return done when it is on disk, failed when that attempt at writing failed: the records are
   *     kept and written later
   */
  public CompletableFuture<Void> flush() {
    return drainer.flush();
  }

  /** Usage, with everything that was noted so far if the database takes it. */
  public CompletableFuture<List<UsageRow>> usage(UsageQuery query) {
    return read(handle -> AttemptTable.usage(handle, query));
  }

  /**
   * Calls that a query means, the latest that have ended first, with everything that was noted so
   * far if the database takes it.
   *
   * @param before only those before this one in the order in which they ended
   * @param limit at most so many
   */
  public CompletableFuture<List<CallRow>> calls(Query query, long before, int limit) {
    var condition = query.condition();
    return read(handle -> CallQueries.newest(handle, condition, before, limit));
  }

  /**
   * A page of the calls that a query means, as {@link #calls} has them; it looks at 100,000 rows at
   * most, and the next page goes on from there.
   */
  public CompletableFuture<CallPage> page(Query query, long before, int limit) {
    return read(handle -> CallQueries.page(handle, query, before, limit, CallQueries.MOST_SEEN));
  }

  /** A call in all its details; empty when there is none with this id. */
  public CompletableFuture<Optional<RecordedCall>> call(String id) {
    return read(handle -> CallQueries.one(handle, id));
  }

  /**
   * The calls beside a call among those that a query means, in the order in which they ended; they
   * are looked for among 100,000 rows on each side. Empty when there is no call with this id.
   */
  public CompletableFuture<Optional<CallNeighbours>> neighbours(Query query, String id) {
    return read(handle -> CallQueries.neighbours(handle, query, id));
  }

  /** Usage of those of an owner's sessions that have calls, by their ids. */
  public CompletableFuture<Map<String, SessionUsage>> sessions(
      String owner, List<String> sessions) {
    return read(handle -> SessionUsageTable.of(handle, owner, sessions));
  }

  /**
   * The newest calls whose model was chosen for them, newest first, without their attempts, among
   * the latest 100,000.
   */
  public CompletableFuture<List<RecordedCall>> routed(int limit) {
    return read(handle -> CallQueries.routed(handle, limit));
  }

  /** Reads the database, with everything that was noted so far if the database takes it. */
  public <T> CompletableFuture<T> read(Work<T> reading) {
    return flush().handle((_, _) -> reading).thenCompose(store::read);
  }

  /** The prices of now. */
  public Prices prices() {
    return prices.get();
  }

  /** State of the ledger right now. */
  public LedgerStats stats() {
    return drainer.stats();
  }

  /** Writes what waits, within the time set for it; to be closed before the store. */
  @Override
  public void close() {
    drainer.close(drain);
    if (queue.dropped() > 0) {
      log.warn("The ledger is closed; records lost in all: {}", queue.dropped());
    }
  }
}
