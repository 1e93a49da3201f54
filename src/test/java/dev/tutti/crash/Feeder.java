package dev.tutti.crash;

import dev.tutti.chat.Json;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Submits ladders to whichever server lives, and remembers those that were acknowledged. */
final class Feeder implements AutoCloseable {
  private static final int FEEDERS = 6;
  private static final int RUNGS = 4;
  private static final long PAUSE_MILLIS = 4;

  private final String upstream;
  private final AtomicInteger next = new AtomicInteger();
  private final Set<String> tried = ConcurrentHashMap.newKeySet();
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final List<ServerEnd> kills = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile String url = "";
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean stopped;

  Feeder(String upstream) {
    this.upstream = upstream;
    for (int i = 0; i < FEEDERS; i++) {
      threads.add(Thread.startVirtualThread(this::run));
    }
  }

  /** Feeds this server from now on. */
  void feed(String server) {
    url = server;
  }

  /**
   * End of a server, as readings of the clock: of what it asks in between it knows nothing later.
   *
   * @param life that has ended
   * @param begin when it was killed
   * @param end when it was gone
   */
  record ServerEnd(int life, long begin, long end) {
    /** Whether it cut a request off, or its answer was no older, and another life asks again. */
    boolean excuses(CountingUpstream.Visit before, CountingUpstream.Visit again, long nanos) {
      return before.life() == life && again.life() > life && begin - before.answered() < nanos;
    }
  }

  /** The server was killed. */
  void killed(ServerEnd end) {
    kills.add(end);
  }

  List<ServerEnd> kills() {
    return kills;
  }

  int rungs() {
    return RUNGS;
  }

  /** Keys of ladders that were submitted, acknowledged or not. */
  Set<String> tried() {
    return tried;
  }

  /** Expects a task of this key that somebody else submits. */
  void expect(String key) {
    tried.add(key);
  }

  /** Submissions that were answered with an error. */
  int refused() {
    return refused.get();
  }

  /** Ids of tasks by the keys of their ladders. */
  Map<String, String> acknowledged() {
    return acknowledged;
  }

  private void run() {
    var pause = new CountDownLatch(1);
    try {
      while (!stopped) {
        if (!url.isEmpty()) {
          submit("k" + next.incrementAndGet());
        }
        var _ = pause.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void submit(String key) {
    tried.add(key);
    var body = Json.object().put("kind", "ladder").put("idempotency_key", key);
    body.putObject("input").put("key", key).put("rungs", RUNGS).put("url", upstream);
    try (var client = TestingClient.connect(url)) {
      var answer = client.post("/v1/tasks", Json.text(body)).answer();
      if (answer.status() == 202) {
        acknowledged.put(key, Json.tree(answer.body()).path("task_id").asString());
      } else {
        refused.incrementAndGet();
      }
    } catch (IOException | RuntimeException _) {
      // Not acknowledged: it may be there or not.
    }
  }

  /** Submits no more. */
  void stop() throws InterruptedException {
    stopped = true;
    for (var thread : threads) {
      thread.join();
    }
  }

  @Override
  public void close() throws InterruptedException {
    stop();
  }
}
