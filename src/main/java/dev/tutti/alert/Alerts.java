package dev.tutti.alert;

import dev.tutti.call.DeploymentId;
import dev.tutti.call.Loop;
import dev.tutti.store.Store;
import dev.tutti.wire.Webhooks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Tells operators what has changed, through signed webhooks and a list of the latest. Raising an
 * alert never waits: what is to be sent waits in a bounded box for each webhook. Thread-safe.
 */
public final class Alerts {
  private static final int REMEMBERED = 100;
  private static final int MOST_SUBJECTS = 10_000;

  private final Outbox.Post post;
  private final Loop loop;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Deque<Report> latest = new ArrayDeque<>();
  private final Map<Subject, AlertThrottle> subjects = new HashMap<>();
  private Map<AlertSettings.AlertWebhook, Outbox> boxes = new LinkedHashMap<>();
  private Duration window = AlertSettings.DEFAULT.window();
  private long heldBack;

  /** An alert, and how far it has come to each webhook that gets it. */
  public record Report(Alert alert, List<Delivery> deliveries) {}

  /**
   * Counts since the start.
   *
   * @param heldBack events that were not told, because the same was told a moment before
   * @param dropped alerts that a webhook in use did not get, because too many waited
   */
  public record Counts(long heldBack, long dropped) {}

  private record Subject(String about, String name) {}

  Alerts(Outbox.Post post, Loop loop, InstantSource clock, RandomGenerator random) {
    this.post = post;
    this.loop = loop;
    this.clock = clock;
    this.random = random;
  }

  /** Tells nobody yet, see {@link #follow}. */
  public static Alerts over(
      Webhooks webhooks, Loop loop, InstantSource clock, RandomGenerator random) {
    return new Alerts(
        (delivery, json) -> webhooks.send(delivery.to(), delivery.alert().id(), json, loop),
        loop,
        clock,
        random);
  }

  /** From now on tells these; what waits for a webhook that stays is kept. */
  public synchronized void follow(AlertSettings settings) {
    var next = new LinkedHashMap<AlertSettings.AlertWebhook, Outbox>();
    for (var webhook : settings.webhooks()) {
      var living = boxes.remove(webhook);
      next.put(webhook, living == null ? new Outbox(post, loop, random) : living);
    }
    var gone = List.copyOf(boxes.values());
    loop.run(() -> gone.forEach(box -> box.close()));
    boxes = next;
    window = settings.window();
  }

  /** From now on tells when the database cannot be written, and when it can again. */
  public void watch(Store store) {
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

  private String id() {
    return "msg_"
        + HexFormat.of().toHexDigits(random.nextLong())
        + HexFormat.of().toHexDigits(random.nextLong());
  }

  private void publish(Alert alert) {
    var deliveries =
        boxes.entrySet().stream()
            .filter(each -> each.getKey().events().contains(alert.type()))
            .map(each -> hand(new Delivery(alert, each.getKey().to()), each.getValue()))
            .toList();
    latest.addFirst(new Report(alert, deliveries));
    if (latest.size() > REMEMBERED) {
      latest.removeLast();
    }
  }

  private Delivery hand(Delivery delivery, Outbox box) {
    loop.run(() -> box.add(delivery));
    return delivery;
  }

  /** The latest 100, the newest first. */
  public synchronized List<Report> latest() {
    return List.copyOf(latest);
  }

  /** Counts since the start. */
  public synchronized Counts counts() {
    return new Counts(heldBack, boxes.values().stream().mapToLong(Outbox::dropped).sum());
  }
}
