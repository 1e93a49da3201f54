package dev.tutti.task.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.task.api.TaskReceiver;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.store.TaskDeliveryTable;
import dev.tutti.task.store.TaskDeliveryTable.DueDelivery;
import dev.tutti.task.store.TaskDeliveryTable.ToldEnd;
import dev.tutti.task.store.TaskTable;
import dev.tutti.task.store.TaskWriter;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells receivers of tasks that have ended: each at least once, up to {@value #TRIES} times with
 * growing waits, for more than an hour. What is told is a row of the transaction that has ended the
 * task, so that a restart goes on with it; its id is the same for each try. Receivers that do not
 * answer hold up no others: each host has few tries under way at once, and each owner of tasks half
 * of all. Thread-safe.
 */
final class TaskDeliveries {
  static final int TRIES = 12;

  private static final Logger log = LoggerFactory.getLogger(TaskDeliveries.class);
  private static final int AT_ONCE = 64;
  private static final int AT_ONCE_OF_ONE = 8;
  private static final int AT_ONCE_OF_OWNER = 32;
  private static final int LOOKED_AT = 1_000;
  private static final int GONE = 410;
  private static final int LONGEST_LAST = 200;
  private static final Duration PUT_BACK = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final Store store;
  private final TaskWriter writer;
  private final TaskReceiver receiver;
  private final InstantSource clock;
  private final RandomGenerator random;

  /** Hosts of the receivers that are being told. */
  private final Map<DueDelivery, String> underWay = new ConcurrentHashMap<>();

  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile boolean more;

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

  /** What is due, with its task as it is now and the end that is told of it. */
  private record Letter(DueDelivery delivery, TaskRecord task, ToldEnd end) {
    String id() {
      return task.id() + "." + delivery.number();
    }

    byte[] message() {
      return Json.bytes(TaskEvents.message(task, end));
    }
  }

  /**
   * Deliveries that are due.
   *
   * @param surplus of those who have enough under way, where there may be others behind them
   */
  private record Mail(List<Letter> letters, List<DueDelivery> surplus) {}

  /** Sends what is due; to be called from time to time. Never blocks. */
  void tick() {
    if (underWay.size() >= AT_ONCE || !looking.compareAndSet(false, true)) {
      return;
    }
    var before = Map.copyOf(underWay); // also what ends meanwhile and is due in what is read
    var _ =
        store
            .read(handle -> mail(handle, before))
            .whenComplete((mail, thrown) -> found(mail, thrown));
  }

  /**
   * Mail that may be sent now.
   *
   * @param before what is under way, by its hosts
   */
  private Mail mail(Handle handle, Map<DueDelivery, String> before) {
    var due = TaskDeliveryTable.due(handle, clock.instant(), LOOKED_AT);
    var waiting = due.stream().filter(each -> !before.containsKey(each)).toList();
    var places = new DeliveryPlaces(AT_ONCE_OF_ONE, AT_ONCE_OF_OWNER);
    before.forEach((each, host) -> places.take(host, each.owner()));
    var next = new ArrayList<Letter>();
    var surplus = new ArrayList<DueDelivery>();
    for (var each : waiting) {
      if (next.size() >= AT_ONCE - before.size()) {
        break;
      }
      if (places.take(host(each), each.owner())) {
        letter(handle, each).ifPresent(next::add);
      } else {
        surplus.add(each);
      }
    }
    more = next.size() < waiting.size();
    return new Mail(next, due.size() < LOOKED_AT ? List.of() : surplus);
  }

  private static Optional<Letter> letter(Handle handle, DueDelivery delivery) {
    return TaskTable.find(handle, delivery.task())
        .flatMap(
            task ->
                TaskDeliveryTable.told(handle, delivery)
                    .map(end -> new Letter(delivery, task, end)));
  }

  private static String host(DueDelivery delivery) {
    try {
      var url = Json.tree(delivery.webhook()).path("url").asString("");
      return String.valueOf(URI.create(url).getAuthority());
    } catch (Fault | IllegalArgumentException _) { // one that is none holds up no others
      return "";
    }
  }

  private void found(@Nullable Mail mail, @Nullable Throwable thrown) {
    try {
      if (mail == null) {
        log.debug("Deliveries cannot be read: {}", String.valueOf(thrown));
      } else {
        mail.letters.forEach(this::send);
        putBack(mail.surplus);
      }
    } finally {
      looking.set(false);
    }
  }

  /** So that a thousand of one receiver do not hide those of others. */
  private void putBack(List<DueDelivery> surplus) {
    if (!surplus.isEmpty()) {
      var _ =
          writer.write(
              handle -> {
                TaskDeliveryTable.putBack(handle, surplus, clock.instant().plus(PUT_BACK));
                return true;
              });
    }
  }

  private void send(Letter letter) {
    underWay.put(letter.delivery, host(letter.delivery));
    var _ =
        post(letter).whenComplete((status, failure) -> answered(letter.delivery, status, failure));
  }

  private CompletableFuture<Integer> post(Letter letter) {
    try {
      return receiver.post(letter.delivery.webhook(), letter.id(), letter.message());
    } catch (RuntimeException e) { // an address that is none, or an end that cannot be read
      return CompletableFuture.failedFuture(e);
    }
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
            .whenComplete(
                (_, _) -> {
                  underWay.remove(delivery);
                  if (more) {
                    tick();
                  }
                });
  }
}
