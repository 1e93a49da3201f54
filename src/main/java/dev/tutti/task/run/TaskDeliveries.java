package dev.tutti.task.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.task.api.TaskReceiver;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.store.TaskDeliveryTable;
import dev.tutti.task.store.TaskDeliveryTable.DueDelivery;
import dev.tutti.task.store.TaskTable;
import dev.tutti.task.store.TaskWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells receivers of tasks that have ended: each at least once, up to {@value #TRIES} times with
 * growing waits, for more than an hour. What is told is a row of the transaction that has ended the
 * task, so that a restart goes on with it; its id is the same for each try. Thread-safe.
 */
final class TaskDeliveries {
  static final int TRIES = 12;

  private static final Logger log = LoggerFactory.getLogger(TaskDeliveries.class);
  private static final int AT_ONCE = 16;
  private static final int GONE = 410;
  private static final int LONGEST_LAST = 200;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final Store store;
  private final TaskWriter writer;
  private final TaskReceiver receiver;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Set<DueDelivery> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();

  TaskDeliveries(
      Store store,
      TaskWriter writer,
      TaskReceiver receiver,
      InstantSource clock,
      RandomGenerator random) {
    this.store = store;
    this.writer = writer;
    this.receiver = receiver;
    this.clock = clock;
    this.random = random;
  }

  /** What is due, with its task. */
  private record Letter(DueDelivery delivery, @Nullable TaskRecord task) {}

  /** Sends what is due; to be called from time to time. Never blocks. */
  void tick() {
    if (underWay.size() >= AT_ONCE || !looking.compareAndSet(false, true)) {
      return;
    }
    var _ =
        store
            .read(
                handle ->
                    TaskDeliveryTable.due(handle, clock.instant(), AT_ONCE).stream()
                        .filter(each -> !underWay.contains(each))
                        .map(
                            each ->
                                new Letter(each, TaskTable.find(handle, each.task()).orElse(null)))
                        .toList())
            .whenComplete((letters, thrown) -> found(letters, thrown));
  }

  private void found(@Nullable List<Letter> letters, @Nullable Throwable thrown) {
    if (letters == null) {
      log.debug("Deliveries cannot be read: {}", String.valueOf(thrown));
    } else {
      letters.forEach(this::send);
    }
    looking.set(false);
  }

  private void send(Letter letter) {
    if (!underWay.add(letter.delivery)) {
      return;
    }
    var task = letter.task;
    if (task == null) {
      tried(letter.delivery, "failed", Duration.ZERO, "the task is gone");
      return;
    }
    var id = task.id() + "." + letter.delivery.number();
    var _ =
        receiver
            .post(task.webhook(), id, Json.bytes(TaskEvents.message(task)))
            .whenComplete((status, failure) -> answered(letter.delivery, status, failure));
  }

  private void answered(
      DueDelivery delivery, @Nullable Integer status, @Nullable Throwable failure) {
    if (status != null && status / 100 == 2) {
      tried(delivery, "delivered", Duration.ZERO, Integer.toString(status));
      return;
    }
    var met = status == null ? met(failure) : Integer.toString(status);
    boolean over = delivery.tries() + 1 >= TRIES || (status != null && status == GONE);
    if (over) {
      log.warn("The receiver of task {} was not told: {}", delivery.task(), met);
    }
    tried(delivery, over ? "failed" : "pending", wait(delivery.tries() + 1), met);
  }

  private static String met(@Nullable Throwable failure) {
    var fault = Fault.from(failure == null ? new IllegalStateException() : failure);
    var text = fault.code().code() + ": " + fault.getMessage();
    return text.length() > LONGEST_LAST ? text.substring(0, LONGEST_LAST) : text;
  }

  /** 1, 5, 25 and 125 seconds, then 10 minutes, a fifth more or less. */
  private Duration wait(int tries) {
    double seconds = Math.pow(5, Math.min(tries, 6) - 1) * (0.8 + 0.4 * random.nextDouble());
    var wait = Duration.ofMillis((long) (seconds * 1_000));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  /** A note that cannot be written has the message sent once more. */
  private void tried(DueDelivery delivery, String state, Duration wait, String met) {
    var _ =
        writer
            .write(
                handle -> {
                  var next = clock.instant().plus(wait);
                  TaskDeliveryTable.tried(handle, delivery, state, next, met);
                  return true;
                })
            .whenComplete((_, _) -> underWay.remove(delivery));
  }
}
