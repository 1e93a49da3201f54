package dev.tutti.crash;

import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Upstream that answers after a moment, and knows when each rung of each ladder was asked. */
final class CountingUpstream implements AutoCloseable {
  private static final int LONGEST_MILLIS = 40;

  private final TestingUpstream upstream = TestingUpstream.start();
  private final Map<String, List<Visit>> visits = new ConcurrentHashMap<>();
  private final AtomicInteger inFlight = new AtomicInteger();

  /**
   * Request for one rung.
   *
   * @param life of the server that has asked: what it has sent may be read after its end
   * @param came reading of the clock in nanoseconds
   * @param answered the same; 0 before
   */
  record Visit(int life, long came, long answered) {
    /** Order in which they were sent. */
    static final Comparator<Visit> SENT =
        Comparator.comparingInt(Visit::life).thenComparingLong(Visit::came);
  }

  CountingUpstream() {
    upstream.remembersNothing();
    upstream.playAlways(this::answer);
  }

  String url() {
    return upstream.url();
  }

  private void answer(Turn turn) throws IOException, InterruptedException {
    var path = turn.heard().start().split(" ")[1].replaceFirst("^/v1/", "");
    int slash = path.indexOf('/');
    int life = Integer.parseInt(path.substring(0, slash));
    var place = path.substring(slash + 1);
    long came = System.nanoTime();
    inFlight.incrementAndGet();
    try {
      var _ =
          new CountDownLatch(1)
              .await(ThreadLocalRandom.current().nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
      turn.json(200, "{\"ok\":true}");
    } finally {
      inFlight.decrementAndGet();
      visits
          .computeIfAbsent(place, _ -> new CopyOnWriteArrayList<>())
          .add(new Visit(life, came, System.nanoTime()));
    }
  }

  /** Requests that are being answered. */
  int inFlight() {
    return inFlight.get();
  }

  /** Requests for a rung, in the order in which they were sent. */
  List<Visit> visits(String key, int rung) {
    return visits.getOrDefault(key + "/" + rung, List.of()).stream().sorted(Visit.SENT).toList();
  }

  /** All requests. */
  long count() {
    return visits.values().stream().mapToLong(List::size).sum();
  }

  /** Requests beyond the first for the same rung. */
  long duplicates() {
    return count() - visits.size();
  }

  @Override
  public void close() throws Exception {
    upstream.close();
  }
}
