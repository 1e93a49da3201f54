package dev.tutti.ledger;

import dev.tutti.store.Store;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes waiting records batch by batch, on a virtual thread of its own. A batch is numbered once:
 * when it is not known whether it was written, it is written again, and the database keeps one.
 */
final class Drainer {
  private static final Logger log = LoggerFactory.getLogger(Drainer.class);
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final LedgerWriter writer;
  private final RecordQueue queue;
  private final Store store;
  private final LedgerSettings settings;
  private final ConcurrentLinkedQueue<CompletableFuture<Void>> flushes =
      new ConcurrentLinkedQueue<>();
  private final List<LedgerRecord> batch = new ArrayList<>();
  private final Thread thread = Thread.ofVirtual().name("tutti-ledger").unstarted(this::run);
  private volatile Consumer<WrittenRows> listener = _ -> {};
  private volatile int inBatch;
  private volatile long written;
  private volatile boolean failing;
  private volatile boolean closing;
  private volatile boolean ended;
  private long lossesTold;
  private long toldAt = System.nanoTime() - MINUTE;

  Drainer(RecordQueue queue, Store store, LedgerSettings settings) {
    this.queue = queue;
    this.store = store;
    this.settings = settings;
    this.writer =
        new LedgerWriter(
            new SecureRandom().nextLong() >>> 1, () -> queue.size() >= settings.batch());
  }

  void start() {
    thread.start();
  }

  /** Tells somebody of all rows once they are written. */
  void onWritten(Consumer<WrittenRows> added) {
    listener = listener.andThen(added);
  }

  /** Asks for all that was offered so far to be written now. */
  CompletableFuture<Void> flush() {
    var flush = new CompletableFuture<Void>();
    flushes.add(flush);
    queue.wake();
    if (ended) {
      answer(new IllegalStateException("the ledger is closed"));
    }
    return flush;
  }

  private void run() {
    try {
      while (!(closing && waiting() == 0)) {
        queue.await(settings.every().toNanos());
        round();
        tellLosses();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closing gave up
    } catch (RuntimeException e) {
      log.error("The ledger stopped: nothing more will be written", e);
    } finally {
      ended = true;
      answer(new IllegalStateException("the ledger is closed"));
    }
  }

  /** Writes what waits; whoever asked for it before is answered after. */
  private void round() throws InterruptedException {
    var asked = new ArrayList<CompletableFuture<Void>>();
    for (var each = flushes.poll(); each != null; each = flushes.poll()) {
      asked.add(each);
    }
    try {
      int left = waiting();
      while (left > 0 && fill()) {
        left -= batch.size();
        write();
      }
      recovered();
      asked.forEach(each -> each.complete(null));
    } catch (ExecutionException e) {
      failed(e);
      asked.forEach(each -> each.completeExceptionally(e));
    }
  }

  private boolean fill() {
    queue.take(batch, settings.batch());
    inBatch = batch.size();
    return !batch.isEmpty();
  }

  private void write() throws ExecutionException, InterruptedException {
    long first = written;
    var records = List.copyOf(batch);
    var done = store.write(handle -> writer.write(handle, first, records));
    try {
      written = done.get();
      writer.committed().forEach(listener);
      batch.clear();
      inBatch = 0;
    } catch (InterruptedException e) {
      done.cancel(false);
      throw e;
    }
  }

  private void failed(ExecutionException why) {
    if (!failing) {
      failing = true;
      log.warn("The ledger cannot be written, records wait: {}", why.getMessage());
    }
  }

  private void recovered() {
    if (failing) {
      failing = false;
      log.info("The ledger is written again");
    }
  }

  private void tellLosses() {
    long losses = queue.dropped();
    if (losses > lossesTold && System.nanoTime() - toldAt >= MINUTE) {
      log.warn("The ledger is full; records lost so far: {}", losses);
      lossesTold = losses;
      toldAt = System.nanoTime();
    }
  }

  private void answer(RuntimeException why) {
    for (var each = flushes.poll(); each != null; each = flushes.poll()) {
      each.completeExceptionally(why);
    }
  }

  private int waiting() {
    return inBatch + queue.size();
  }

  LedgerStats stats() {
    return new LedgerStats(waiting(), written, queue.dropped(), failing);
  }

  /** Writes what waits, at most for that long; what is left then is lost and counted. */
  void close(Duration bound) {
    closing = true;
    queue.wake();
    try {
      if (!thread.join(bound)) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    queue.close(inBatch);
  }
}
