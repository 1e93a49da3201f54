package dev.tutti.testing;

import dev.tutti.Configuration;
import dev.tutti.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Server in a process of its own, over a folder that outlives it; closing kills it. */
public final class KillableServer implements AutoCloseable {
  private final Process process;
  private final String url;
  private final TestingAdmin caller;

  private KillableServer(Process process, String url) {
    this.process = process;
    this.url = url;
    this.caller = new TestingAdmin(url, "");
  }

  /** Starts one with a configuration, and waits until it listens. */
  public static KillableServer start(Path folder, String yaml) throws Exception {
    return start(folder, yaml, "-XX:TieredStopAtLevel=1");
  }

  /** The same with an option of its machine, such as the size of its heap. */
  public static KillableServer start(Path folder, String yaml, String option) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                option,
                "-cp",
                System.getProperty("java.class.path"),
                Serving.class.getName(),
                folder.resolve("data").toString(),
                yaml)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new KillableServer(process, url(process));
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly().waitFor();
      throw e;
    }
  }

  /** Other lines are those of libraries, which may come first. */
  private static String url(Process process) throws IOException {
    String line = process.inputReader().readLine();
    while (line != null && !line.startsWith("http")) {
      line = process.inputReader().readLine();
    }
    return Optional.ofNullable(line).orElseThrow();
  }

  /** A caller without a key. */
  public TestingAdmin caller() {
    return caller;
  }

  /** Its address. */
  public String url() {
    return url;
  }

  /** Time of processors that it has used so far. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
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
