package dev.tutti.testing;

import dev.tutti.Configuration;
import dev.tutti.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Server in a process of its own, over a folder that outlives it; closing kills it. */
public final class KillableServer implements AutoCloseable {
  private final Process process;
  private final TestingAdmin caller;

  private KillableServer(Process process, TestingAdmin caller) {
    this.process = process;
    this.caller = caller;
  }

  /** Starts one with a configuration, and waits until it listens. */
  public static KillableServer start(Path folder, String yaml) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Serving.class.getName(),
                folder.resolve("data").toString(),
                yaml)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      var url = Optional.ofNullable(process.inputReader().readLine()).orElseThrow();
      return new KillableServer(process, new TestingAdmin(url, ""));
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly().waitFor();
      throw e;
    }
  }

  /** A caller without a key. */
  public TestingAdmin caller() {
    return caller;
  }

  /** Kills it with SIGKILL. */
  @Override
  public void close() throws InterruptedException {
    caller.close();
    process.destroyForcibly().waitFor();
  }

  /** What runs in the process. */
  static final class Serving {
    private Serving() {}

    public static void main(String[] args) throws InterruptedException {
      var server =
          Server.start(
              Configuration.text(args[1])
                  .with("server.port", "0", "test")
                  .with("model_lists", "0s", "test")
                  .with("data", args[0], "test"));
      System.out.println(server.url());
      new CountDownLatch(1).await();
    }
  }
}
