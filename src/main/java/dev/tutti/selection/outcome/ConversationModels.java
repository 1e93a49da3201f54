package dev.tutti.selection.outcome;

import dev.tutti.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Models that conversations have, on disk, so that a restart changes none. They are written some at
 * once, a moment after they were noted: a process that is killed loses that moment. The newest are
 * kept, for a while. Thread-safe; only {@link #close} blocks.
 */
public final class ConversationModels implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConversationModels.class);

  /** Most conversations that are kept. */
  public static final int MOST = 50_000;

  /** Time after which what was noted is to be written. */
  public static final Duration PERIOD = Duration.ofMillis(200);

  private static final Duration KEPT = Duration.ofDays(30);

  /** After so many rows old ones are removed. */
  private static final int TRIM = 1_000;

  private final Store store;
  private final InstantSource clock;
  private final int most;
  private final Map<Long, ConversationModel> waiting = new HashMap<>();
  private int untrimmed = TRIM;
  private boolean failing;

  /** Those of a store. */
  public ConversationModels(Store store, InstantSource clock) {
    this(store, clock, MOST);
  }

  ConversationModels(Store store, InstantSource clock, int most) {
    this.store = store;
    this.clock = clock;
    this.most = most;
  }

  /** All that are kept, the newest first; none where they cannot be read. */
  public CompletableFuture<List<ConversationModel>> latest() {
    return store
        .read(handle -> ConversationModelTable.latest(handle, most))
        .exceptionally(
            thrown -> {
              log.warn("Models of conversations cannot be read: {}", thrown.getMessage());
              return List.of();
            });
  }

  /** Keeps one; never blocks. While too many wait it is dropped. */
  public synchronized void note(ConversationModel each) {
    if (waiting.size() < most) {
      waiting.put(each.conversation(), each);
    }
  }

  /** Begins to write what was noted. */
  public void flush() {
    var _ = write();
  }

  private CompletableFuture<Integer> write() {
    List<ConversationModel> batch;
    boolean trims;
    synchronized (this) {
      if (waiting.isEmpty()) {
        return CompletableFuture.completedFuture(0);
      }
      batch = List.copyOf(waiting.values());
      waiting.clear();
      untrimmed += batch.size();
      trims = untrimmed >= TRIM;
      untrimmed = trims ? 0 : untrimmed;
    }
    return store
        .write(
            handle -> {
              int written = ConversationModelTable.put(handle, batch);
              if (trims) {
                ConversationModelTable.trim(handle, most, clock.instant().minus(KEPT));
              }
              return written;
            })
        .thenApply(this::succeeded)
        .exceptionally(thrown -> failed(batch, thrown));
  }

  private synchronized int succeeded(int written) {
    failing = false;
    return written;
  }

  /** What was not written waits for the next time, unless something newer does. */
  private int failed(List<ConversationModel> batch, Throwable thrown) {
    boolean first;
    synchronized (this) {
      first = !failing;
      failing = true;
      for (var each : batch) {
        if (waiting.size() < most) {
          waiting.putIfAbsent(each.conversation(), each);
        }
      }
    }
    if (first) {
      log.warn("Models of conversations cannot be kept: {}", thrown.getMessage());
    }
    return 0;
  }

  /** Writes what was noted; before the store closes. */
  @Override
  public void close() {
    Store.await(write());
  }
}
