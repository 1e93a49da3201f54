package dev.tutti.alert;

import dev.tutti.call.DeploymentId;
import dev.tutti.call.Loop;
import dev.tutti.chat.Json;
import dev.tutti.store.Store;
import dev.tutti.wire.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * Tells operators what has changed, through webhooks and a list of the latest. Raising an alert
 * never waits: what is to be sent waits in a bounded box for each webhook, and in the database, so
 * that a restart goes on with it. Thread-safe.
 */
public final class Alerts {
  private static final int REMEMBERED = 100;
  private static final int MOST_SUBJECTS = 10_000;
  private static final Duration KEPT = Duration.ofDays(30);

  private final Outbox.Post post;
  private final DeliveryLog log;
  private final Loop loop;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Deque<Report> latest = new ArrayDeque<>();
  private final Map<Subject, AlertThrottle> subjects = new HashMap<>();
  private Map<String, Receiver> receivers = new LinkedHashMap<>();
  private List<Report> unsent = List.of();
  private Duration window = AlertSettings.DEFAULT.window();
  private long heldBack;

  /** A message, and how far it has come to each webhook that gets it. */
  public record Report(AlertMessage message, List<Delivery> deliveries) {
    /** Keeps a copy. */
    public Report {
      deliveries = List.copyOf(deliveries);
    }
  }

  /**
   * Counts since the start.
   *
   * @param heldBack events that were not told, because the same was told a moment before
   * @param dropped alerts that a webhook in use did not get, because too many waited
   */
  public record Counts(long heldBack, long dropped) {}

  private final List<Consumer<AlertMessage>> listeners = new CopyOnWriteArrayList<>();

  private record Subject(String about, String name) {}

  private record Receiver(AlertWebhook webhook, Outbox box) {}

  Alerts(
      Outbox.Post post, DeliveryLog log, Loop loop, InstantSource clock, RandomGenerator random) {
    this.post = post;
    this.log = log;
    this.loop = loop;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Reads what was told before. Tells nobody yet, see {@link #follow}.
   *
   * @throws dev.tutti.store.StoreException when it cannot be read
   */
  public static Alerts open(
      Store store, Webhooks webhooks, Loop loop, InstantSource clock, RandomGenerator random) {
    return open(
        store,
        (to, delivery) -> {
          var message = delivery.message();
          var sent = to.sent(message, clock.instant());
          return webhooks.send(to.to(), sent.query(), message.id(), Json.bytes(sent.body()), loop);
        },
        loop,
        clock,
        random);
  }

  static Alerts open(
      Store store, Outbox.Post post, Loop loop, InstantSource clock, RandomGenerator random) {
    var alerts = new Alerts(post, DeliveryLog.in(store), loop, clock, random);
    Store.await(
        store.read(
            handle -> {
              alerts.resume(AlertTable.pending(handle), AlertTable.newest(handle, REMEMBERED));
              return 0;
            }));
    alerts.watch(store);
    return alerts;
  }

  /** Goes on with what was told before, once it is known to whom. */
  synchronized void resume(List<Report> pending, List<Report> newest) {
    unsent = List.copyOf(pending);
    var byId = new HashMap<String, Report>();
    pending.forEach(each -> byId.put(each.message().id(), each));
    newest.forEach(each -> latest.add(byId.getOrDefault(each.message().id(), each)));
  }

  /** From now on tells these; what waits for a webhook that stays is kept. */
  public synchronized void follow(AlertSettings settings) {
    var context = new Outbox.Context(loop, random, log::changed);
    var next = new LinkedHashMap<String, Receiver>();
    settings
        .byId()
        .forEach(
            (id, webhook) -> {
              var living = receivers.remove(id);
              var box = living == null ? new Outbox(webhook, post, context) : living.box;
              loop.run(() -> box.change(webhook));
              next.put(id, new Receiver(webhook, box));
            });
    var gone = List.copyOf(receivers.values());
    loop.run(() -> gone.forEach(each -> each.box.close()));
    receivers = next;
    window = settings.window();
    unsent.forEach(this::sendRest);
    unsent = List.of();
  }

  private void sendRest(Report report) {
    for (var delivery : report.deliveries()) {
      if (delivery.isPending()) {
        var receiver = receivers.get(delivery.receiver());
        if (receiver != null) {
          loop.run(() -> receiver.box.add(delivery));
        } else {
          delivery.dropped("the receiver was removed");
          log.changed(delivery);
        }
      }
    }
  }

  /** From now on tells when the database cannot be written, and when it can again. */
  void watch(Store store) {
    store.onOutage(
        (began, why) ->
            raise(
                began ? AlertType.STORE_UNAVAILABLE : AlertType.STORE_AVAILABLE, "database", why));
  }

  /**
   * Tells of an event of a deployment.
   *
   * @param why in words, without secrets
   */
  public void raise(AlertType type, DeploymentId target, String why) {
    raise(type, target.deployment(), why);
  }

  /** Tells of an event of an account, or of a deployment by its name. */
  public synchronized void raise(AlertType type, String name, String why) {
    var subject = new Subject(type.about(), name);
    var throttle = subjects.get(subject);
    if (throttle == null) {
      throttle = new AlertThrottle();
      if (subjects.size() < MOST_SUBJECTS) {
        subjects.put(subject, throttle);
      }
    }
    var heard = new Alert(id(), type, name, why, clock.instant(), 0);
    var tell = throttle.hear(heard, loop.nanos(), window);
    if (tell.isPresent()) {
      publish(tell.get());
    } else {
      heldBack++;
      if (!throttle.await()) {
        settleLater(throttle);
      }
    }
  }

  private void settleLater(AlertThrottle throttle) {
    var wait = throttle.left(loop.nanos(), window);
    loop.run(() -> loop.timer(wait, () -> settle(throttle)));
  }

  private synchronized void settle(AlertThrottle throttle) {
    long now = loop.nanos();
    if (throttle.left(now, window).isPositive()) {
      settleLater(throttle); // something else was held back meanwhile
    } else {
      throttle.settle(now).ifPresent(this::publish);
    }
  }

  /** A new id of a message. */
  public String id() {
    return "msg_"
        + HexFormat.of().toHexDigits(random.nextLong())
        + HexFormat.of().toHexDigits(random.nextLong());
  }

  /** Listener to every message that is sent, called on whatever thread sends it. */
  public void listen(Consumer<AlertMessage> listener) {
    listeners.add(listener);
  }

  private void publish(Alert alert) {
    var staged = stage(alert.message());
    log.added(staged.report);
    staged.send();
  }

  /**
   * Message that is ready to be sent, to those who want it at this moment. To be written in the
   * transaction of what has caused it, then to be sent.
   */
  public final class Staged {
    private final Report report;
    private final List<Outbox> to;

    private Staged(Report report, List<Outbox> to) {
      this.report = report;
      this.to = to;
    }

    /** Writes it down. */
    public void write(Handle handle) {
      AlertTable.insert(handle, report);
    }

    /** Sends it. */
    public void send() {
      remember(report);
      for (int i = 0; i < to.size(); i++) {
        var box = to.get(i);
        var delivery = report.deliveries().get(i);
        loop.run(() -> box.add(delivery));
      }
    }
  }

  /** Stages a message for everybody who wants its type. */
  public synchronized Staged stage(AlertMessage message) {
    var deliveries = new ArrayList<Delivery>();
    var to = new ArrayList<Outbox>();
    receivers.forEach(
        (id, receiver) -> {
          if (receiver.webhook.events().contains(message.type())) {
            var origin = receiver.webhook.to().toString();
            deliveries.add(new Delivery(message, id, origin, Delivery.Progress.NONE));
            to.add(receiver.box);
          }
        });
    return new Staged(new Report(message, deliveries), to);
  }

  private synchronized void remember(Report report) {
    latest.addFirst(report);
    if (latest.size() > REMEMBERED) {
      latest.removeLast();
    }
    listeners.forEach(each -> each.accept(report.message()));
  }

  /** The latest 100, the newest first. */
  public synchronized List<Report> latest() {
    return List.copyOf(latest);
  }

  /** The latest messages of a topic, the newest first. */
  public static CompletableFuture<List<Report>> ofTopic(Store store, String topic, int limit) {
    return store.read(handle -> AlertTable.ofTopic(handle, topic, limit));
  }

  /** Removes messages that were kept for long enough: 30 days. */
  public static CompletableFuture<Integer> tidy(Store store, Instant now) {
    return store.write(handle -> AlertTable.deleteOlder(handle, now.minus(KEPT)));
  }

  /** Counts since the start. */
  public synchronized Counts counts() {
    return new Counts(
        heldBack, receivers.values().stream().mapToLong(each -> each.box.dropped()).sum());
  }
}
