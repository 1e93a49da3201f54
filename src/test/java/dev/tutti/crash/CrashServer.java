package dev.tutti.crash;

import dev.tutti.Configuration;
import dev.tutti.Server;
import java.util.concurrent.CountDownLatch;

/** A server that serves until it is killed. */
final class CrashServer {
  private CrashServer() {}

  /** Takes its data folder, the number of workers and the upstream; prints its address. */
  public static void main(String[] arguments) throws InterruptedException {
    var yaml =
        """
        tasks: {workers: %s, retry: {base: 10ms, max: 100ms}}
        batches: {concurrency: 64}
        providers: {up: {base_url: "%s", api_key: sk}, sim: {preset: sim}}
        """
            .formatted(arguments[1], arguments[2]);
    var server =
        Server.start(
            Configuration.text(yaml)
                .with("server.port", "0", "crash")
                .with("model_lists", "0s", "crash")
                .with("data", arguments[0], "crash"));
    System.out.println(server.url());
    new CountDownLatch(1).await();
  }
}
