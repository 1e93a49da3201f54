package dev.tutti.memory.recall;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.tutti.memory.api.MessageRows;
import dev.tutti.memory.api.Provenance;
import dev.tutti.memory.api.RecallQuery;
import dev.tutti.memory.api.RecallRow;
import dev.tutti.memory.api.Recollection;
import dev.tutti.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Recall of messages. An index of a user is made when somebody asks, follows the rows that were
 * written since whenever somebody asks again, and is made anew when some are gone. Indexes take a
 * bounded number of bytes, and of a user with more messages than that has room for one has the
 * latest; those that were not asked for some time are dropped. Blocking, for virtual threads;
 * thread-safe.
 */
public final class MessageRecall {
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final int AT_ONCE = 500;

  private final Store store;
  private final MessageRows rows;
  private final long mostBytes;
  private final Cache<Whose, Indexed> indexes;

  private record Whose(String owner, String user) {}

  /** An index with its lock: one asks at a time. */
  private static final class Indexed {
    private MessageIndex index = new MessageIndex(RecallWeights.USUAL);
    private int bytes = 1;
  }

  /**
   * @param mostBytes heap of all indexes together, about
   */
  public MessageRecall(Store store, MessageRows rows, long mostBytes, Ticker ticker) {
    this.store = store;
    this.rows = rows;
    this.mostBytes = mostBytes;
    this.indexes =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher((Whose _, Indexed each) -> each.bytes)
            .expireAfterAccess(IDLE)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** The best messages for a question, the best first. */
  public List<Recollection> search(String owner, RecallQuery query) {
    var hits = hits(new Whose(owner, query.user()), query);
    if (hits.isEmpty()) {
      return List.of();
    }
    var numbers = hits.stream().map(MessageIndex.Hit::row).toList();
    Map<Long, RecallRow> found =
        Store.await(store.read(handle -> rows.named(handle, owner, query.user(), numbers))).stream()
            .collect(Collectors.toMap(RecallRow::row, Function.identity()));
    var recalled = new ArrayList<Recollection>(hits.size());
    for (var hit : hits) {
      var row = found.get(hit.row());
      if (row != null) { // it may have been erased since
        recalled.add(recollection(row, hit.score()));
      }
    }
    return List.copyOf(recalled);
  }

  private static Recollection recollection(RecallRow row, double score) {
    return new Recollection(
        row.id(),
        row.text(),
        score,
        Recollection.Kind.MESSAGE,
        new Provenance(row.session(), row.id(), row.at()),
        row.metadata());
  }

  private List<MessageIndex.Hit> hits(Whose whose, RecallQuery query) {
    var extent = Store.await(store.read(handle -> rows.extent(handle, whose.owner, whose.user)));
    if (extent.count() == 0) {
      indexes.invalidate(whose);
      return List.of();
    }
    var indexed = indexes.get(whose, _ -> new Indexed());
    synchronized (indexed) {
      int before = indexed.bytes;
      follow(whose, indexed, extent);
      if (indexed.bytes != before) {
        indexes.asMap().computeIfPresent(whose, (_, same) -> same); // it is weighed again
      }
      return indexed.index.search(query.text(), query.limit());
    }
  }

  /** Reads what was written since; everything, where rows that it has are gone. */
  private void follow(Whose whose, Indexed indexed, MessageRows.Extent extent) {
    if (indexed.index.extent().equals(extent)) {
      return;
    }
    append(whose, indexed);
    var now = indexed.index.extent();
    if (now.last() <= extent.last() && !now.equals(extent)) {
      indexed.index = new MessageIndex(RecallWeights.USUAL);
      append(whose, indexed);
    }
    indexed.bytes = Math.max(1, indexed.index.bytes());
  }

  private void append(Whose whose, Indexed indexed) {
    while (true) {
      long last = indexed.index.extent().last();
      var next =
          Store.await(
              store.read(handle -> rows.after(handle, whose.owner, whose.user, last, AT_ONCE)));
      next.forEach(indexed.index::add);
      while (indexed.index.bytes() > mostBytes && indexed.index.size() > 1) {
        indexed.index = indexed.index.laterHalf();
      }
      if (next.size() < AT_ONCE) {
        return;
      }
    }
  }

  /** Drops what is known of a user's messages. */
  public void drop(String owner, String user) {
    indexes.invalidate(new Whose(owner, user));
  }

  /** Users of whom there is an index. */
  public long count() {
    return indexes.estimatedSize();
  }
}
