package dev.tutti.alert;

import dev.tutti.call.Loop;
import dev.tutti.chat.Fault;
import dev.tutti.wire.SmallRequest;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queue of deliveries to one webhook: sent in order, one at a time, each up to {@value #TRIES}
 * times with growing waits, for more than an hour. When too many wait, the oldest is dropped.
 * Confined to its loop.
 */
final class Outbox {
  static final int TRIES = 12;
  static final int MOST_WAITING = 100;

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final int GONE = 410;
  private static final String REMOVED = "the receiver wants no more, or was removed";

  private AlertWebhook to;
  private final Post post;
  private final Context context;
  private final Deque<Delivery> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean closed;
  private final LongAdder dropped = new LongAdder();

  /** One try at a webhook. */
  @FunctionalInterface
  interface Post {
    /** Completes on the outbox's loop; fails with a {@link Fault} when there is no answer. */
    Future<SmallRequest.SmallResponse> send(AlertWebhook to, Delivery delivery);
  }

  /**
   * Surroundings of an outbox.
   *
   * @param notes told of every delivery that has come further
   */
  record Context(Loop loop, RandomGenerator random, Consumer<Delivery> notes) {}

  Outbox(AlertWebhook to, Post post, Context context) {
    this.to = to;
    this.post = post;
    this.context = context;
  }

  /** Number of deliveries that were dropped because too many waited. Any thread. */
  long dropped() {
    return dropped.sum();
  }

  void add(Delivery delivery) {
    if (closed) {
      drop(delivery, REMOVED);
      return;
    }
    if (waiting.size() >= MOST_WAITING) {
      drop(waiting.remove(), "%d newer ones waited".formatted(MOST_WAITING));
      dropped.increment();
    }
    waiting.add(delivery);
    next();
  }

  /** Sends what waits, and all that comes, to a webhook that has changed. */
  void change(AlertWebhook next) {
    if (!next.equals(to)) {
      to = next;
      closed = false;
    }
  }

  private void drop(Delivery delivery, String why) {
    delivery.dropped(why);
    context.notes.accept(delivery);
  }

  /** Sends nothing more. */
  void close() {
    closed = true;
    waiting.forEach(each -> drop(each, REMOVED));
    waiting.clear();
  }

  private void next() {
    if (!busy && !waiting.isEmpty()) {
      busy = true;
      attempt(waiting.remove());
    }
  }

  private void attempt(Delivery delivery) {
    post.send(to, delivery)
        .onSuccess(answer -> answered(delivery, answer))
        .onFailure(thrown -> failed(delivery, met(thrown), Duration.ZERO));
  }

  private static String met(Throwable thrown) {
    var fault = Fault.from(thrown);
    return fault.code().code() + ": " + fault.getMessage();
  }

  private void answered(Delivery delivery, SmallRequest.SmallResponse answer) {
    var refusal = to.format().refusal(answer);
    if (refusal.isEmpty()) {
      tried(delivery, Delivery.State.DELIVERED, Integer.toString(answer.status()));
      done();
    } else if (answer.status() == GONE) {
      log.warn("The webhook at {} answers 410: it gets no more alerts", to.to());
      tried(delivery, Delivery.State.DROPPED, refusal.get());
      close();
      busy = false;
    } else {
      failed(delivery, refusal.get(), asked(answer));
    }
  }

  private void tried(Delivery delivery, Delivery.State now, String met) {
    delivery.tried(now, met);
    context.notes.accept(delivery);
  }

  private static Duration asked(SmallRequest.SmallResponse answer) {
    return answer
        .header("retry-after")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(Duration.ZERO);
  }

  private void failed(Delivery delivery, String why, Duration asked) {
    int tries = delivery.progress().tries() + 1;
    if (tries >= TRIES || closed) {
      log.warn("Alert {} did not reach the webhook at {}: {}", word(delivery), to.to(), why);
      tried(delivery, Delivery.State.FAILED, why);
      done();
    } else {
      tried(delivery, Delivery.State.PENDING, why);
      var _ = context.loop.timer(wait(tries, asked), () -> again(delivery));
    }
  }

  private static String word(Delivery delivery) {
    return delivery.message().type().word();
  }

  private void again(Delivery delivery) {
    if (closed) {
      drop(delivery, REMOVED);
    } else {
      attempt(delivery);
    }
  }

  /**
   * 1, 5, 25 and 125 seconds, then 10 minutes, a fifth more or less; longer when the receiver asks
   * for it, 10 minutes at most.
   */
  private Duration wait(int tries, Duration asked) {
    double seconds =
        Math.pow(5, Math.min(tries, 6) - 1) * (0.8 + 0.4 * context.random.nextDouble());
    var backoff = Duration.ofMillis((long) (seconds * 1_000));
    var longer = asked.compareTo(backoff) > 0 ? asked : backoff;
    return longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
  }

  private void done() {
    busy = false;
    next();
  }
}
