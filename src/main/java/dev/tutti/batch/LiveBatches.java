package dev.tutti.batch;

import dev.tutti.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Batches that have not ended, some at each look: those that were cancelled first, then the others
 * in turn, so that however many one owner makes, those of others have their look. Blocking; one
 * thread at a time.
 */
final class LiveBatches {
  private static final int MOST = 500;

  private final Store store;
  private Instant at = Instant.EPOCH;
  private String after = "";

  LiveBatches(Store store) {
    this.store = store;
  }

  /** The next ones to look at. */
  List<StoredBatch> next() {
    var cancelled = Store.await(store.read(handle -> BatchTable.cancelling(handle, MOST)));
    var page = page();
    if (page.size() < MOST) {
      at = Instant.EPOCH;
      after = "";
    } else {
      at = page.getLast().times().created();
      after = page.getLast().id();
    }
    var all = new ArrayList<>(cancelled);
    var known = new HashSet<>(cancelled.stream().map(StoredBatch::id).toList());
    page.stream().filter(batch -> known.add(batch.id())).forEach(all::add);
    return all;
  }

  private List<StoredBatch> page() {
    var time = at;
    var id = after;
    return Store.await(store.read(handle -> BatchTable.live(handle, time, id, MOST)));
  }
}
