package dev.tutti.task.run;

import dev.tutti.Configuration;
import dev.tutti.Server;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long event loops let a request wait while the line of tasks is full: a server's health is
 * asked every few milliseconds on connections to each loop, while others submit tasks, of which
 * most are refused by then, and all workers are busy. What is measured is the whole way of a
 * request, so it is never less than the gap.
 */
final class LoopGap {
  private static final int SUBMITTERS = 4;
  private static final int PINGERS = 4;
  private static final int QUEUE = 5_000;
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final String TASK =
      "{\"kind\":\"chat\",\"input\":{\"model\":\"sim/sim-slow\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}}";

  private final AtomicInteger refused = new AtomicInteger();
  private final ConcurrentLinkedQueue<Long> waits = new ConcurrentLinkedQueue<>();
  private volatile boolean measuring;
  private volatile boolean over;

  private LoopGap() {}

  /**
   * Waits of requests.
   *
   * @param refused submissions that found the line full
   */
  record Gap(double p50, double p99, double most, int count, int refused) {}

  /** Measures it, with data in a folder. */
  static Gap measure(Path folder) throws Exception {
    var yaml =
        """
        providers: {sim: {preset: sim}}
        tasks: {queue: %d}
        """
            .formatted(QUEUE);
    try (var server =
        Server.start(
            Configuration.text(yaml)
                .with("server.port", "0", "bench")
                .with("model_lists", "0s", "bench")
                .with("data", folder.toString(), "bench"))) {
      return new LoopGap().measure(server.url());
    }
  }

  private Gap measure(String url) throws Exception {
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < SUBMITTERS; i++) {
      threads.add(Thread.ofPlatform().start(() -> submit(url)));
    }
    for (int i = 0; i < PINGERS; i++) {
      threads.add(Thread.ofPlatform().start(() -> ping(url)));
    }
    while (refused.get() == 0) {
      pause(10);
    }
    measuring = true;
    pause(TIME.toMillis());
    over = true;
    for (var thread : threads) {
      thread.join();
    }
    return gap();
  }

  private Gap gap() {
    var millis = waits.stream().mapToDouble(each -> each / 1e6).toArray();
    Arrays.sort(millis);
    int n = millis.length;
    return new Gap(millis[n / 2], millis[n * 99 / 100], millis[n - 1], n, refused.get());
  }

  private static void pause(long millis) throws InterruptedException {
    var _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
  }

  private void submit(String url) {
    try (var client = TestingClient.connect(url)) {
      while (!over) {
        if (client.post("/v1/tasks", TASK).answer().status() != 202) {
          refused.incrementAndGet();
          pause(5);
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void ping(String url) {
    try (var client = TestingClient.connect(url)) {
      while (!over) {
        long began = System.nanoTime();
        client.get("/health").answer();
        if (measuring) {
          waits.add(System.nanoTime() - began);
        }
        pause(5);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
