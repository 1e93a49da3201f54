package dev.tutti.security;

import dev.tutti.store.Store;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Latest use of each key: noted in memory, written down from time to time. Thread-safe. */
final class KeyUses {
  private static final Logger log = LoggerFactory.getLogger(KeyUses.class);

  private final Store store;
  private final Map<String, LastUse> uses = new ConcurrentHashMap<>();

  KeyUses(Store store) {
    this.store = store;
  }

  /** The notes of a key, by its id. */
  LastUse of(String id) {
    return uses.computeIfAbsent(id, _ -> new LastUse());
  }

  /** Writes down which keys were used, all in one transaction. A failure costs only the times. */
  CompletableFuture<Boolean> write() {
    var pending = uses.entrySet().stream().filter(each -> each.getValue().pending()).toList();
    if (pending.isEmpty()) {
      return CompletableFuture.completedFuture(true);
    }
    return store
        .write(
            handle -> {
              pending.forEach(each -> KeyTable.used(handle, each.getKey(), each.getValue().take()));
              return true;
            })
        .exceptionally(
            thrown -> {
              log.warn("The last uses of keys cannot be written: {}", thrown.getMessage());
              return false;
            });
  }
}
