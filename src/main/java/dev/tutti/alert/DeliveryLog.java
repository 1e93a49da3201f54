package dev.tutti.alert;

import dev.tutti.store.Store;
import dev.tutti.store.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log of messages and of how far they have come, so that a restart goes on with them. While the
 * database cannot be written, messages are sent all the same.
 */
final class DeliveryLog {
  private static final Logger log = LoggerFactory.getLogger(DeliveryLog.class);

  private final Writes writes;

  /** What the log writes with; the future of {@link Store#write} is not waited for. */
  @FunctionalInterface
  interface Writes {
    void write(Work<Integer> work);
  }

  DeliveryLog(Writes writes) {
    this.writes = writes;
  }

  static DeliveryLog in(Store store) {
    return new DeliveryLog(
        work -> {
          var _ =
              store
                  .write(work)
                  .exceptionally(
                      thrown -> {
                        log.debug("A message cannot be kept: {}", thrown.getMessage());
                        return 0;
                      });
        });
  }

  /** Log that keeps nothing. */
  static DeliveryLog none() {
    return new DeliveryLog(_ -> {});
  }

  /** A new message with its deliveries. */
  void added(Alerts.Report report) {
    writes.write(
        handle -> {
          AlertTable.insert(handle, report);
          return 1;
        });
  }

  /** A delivery has come further. */
  void changed(Delivery delivery) {
    writes.write(
        handle -> {
          AlertTable.put(handle, delivery);
          return 1;
        });
  }
}
