package dev.tutti.cli.bench;

import dev.tutti.cli.server.ApiClient;
import dev.tutti.cli.terminal.Progress;
import dev.tutti.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code tutti warmup}: starts a server before a simulated provider, calls it and stops, so that
 * the JVM can learn for its ahead-of-time cache what a server loads. Leaves nothing behind: its
 * data is in a folder of its own, which it deletes.
 */
@Command(
    name = "warmup",
    hidden = true,
    description =
        "Trains the ahead-of-time cache by calls to a server of its own. Takes some 20 seconds of"
            + " CPU time, and makes no more calls after a minute.")
final class WarmupCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Option(
      names = "--rounds",
      description = "How often all kinds of calls are made (default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where its own folder is made for the while (default: that of the system).")
  private @Nullable Path parent;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (rounds < 1) {
      throw new ParameterException(spec.commandLine(), "--rounds: expected 1 or more");
    }
    var folder = folder();
    try {
      warmUp(folder);
    } finally {
      delete(folder);
    }
    return ExitCode.OK;
  }

  private Path folder() throws IOException {
    var prefix = "tutti-warmup";
    return parent == null
        ? Files.createTempDirectory(prefix)
        : Files.createTempDirectory(parent, prefix);
  }

  private void warmUp(Path folder) throws IOException, InterruptedException {
    var err = spec.commandLine().getErr();
    long began = System.nanoTime();
    try (var training = TrainingServer.start(folder);
        var client = new ApiClient(training.url(), training.key())) {
      var calls = new TrainingCalls(client, rounds, LIMIT);
      var progress = new Progress(err, Terminal.isWatched(), calls.total());
      calls.make(progress);
      progress.end();
      print(calls, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private void print(TrainingCalls calls, Duration took) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, "%d calls in %.1f s%n", calls.made(), took.toMillis() / 1000.0);
    calls.kinds().forEach((name, count) -> out.printf("  %-40s %6d%n", name, count));
    out.flush();
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
