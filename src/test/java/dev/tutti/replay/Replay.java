package dev.tutti.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.IntConsumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * The command behind {@code suites/replay/run}. It exits with 0 when everything passed, 1 when
 * something failed, 2 when it cannot start.
 */
public final class Replay {
  private static final int PROGRESS_EVERY = 250;

  private Replay() {}

  /** Plays a folder of recordings. */
  public static void main(String[] args) throws IOException, InterruptedException {
    System.exit(run(List.of(args)));
  }

  private static int run(List<String> words) throws IOException, InterruptedException {
    Options options;
    try {
      options = Options.parse(words);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Options.USAGE);
      return 2;
    }
    if (!Files.isDirectory(options.folder())) {
      System.err.println("no folder " + options.folder());
      return 2;
    }
    var report = play(options);
    report.print(System.out, options.failures());
    if (options.json().isPresent()) {
      Files.writeString(options.json().get(), JsonReport.of(report).toPrettyString() + "\n");
    }
    return report.failed() == 0 ? 0 : 1;
  }

  private static Report play(Options options) throws IOException, InterruptedException {
    var exceptions =
        options.exceptions().isPresent()
            ? Exceptions.read(options.exceptions().get())
            : Exceptions.none();
    var plan = Plan.of(Corpus.read(options.folder(), options.only()), exceptions);
    if (options.direct()) {
      plan = plan.answersInOpenAiDialect();
    }
    var schema =
        options.schema().isPresent()
            ? new OpenAiSchema((ObjectNode) Corpus.JSON.readTree(options.schema().get()))
            : OpenAiSchema.small();
    return play(plan, exceptions, schema, options.direct(), progress(plan.cases().size()));
  }

  /** Plays a plan through a Tutti started for it, or directly. */
  static Report play(
      Plan plan, Exceptions exceptions, OpenAiSchema schema, boolean direct, IntConsumer progress)
      throws IOException, InterruptedException {
    var tally = new Tally();
    var suite = new Suite(plan, exceptions, new Judge(schema, tally), progress);
    try (var upstream = Suite.upstream(plan);
        var gateway = direct ? Gateway.direct(upstream.port()) : tutti(plan, upstream.port())) {
      return new Report(plan, exceptions, suite.play(upstream, gateway), tally);
    }
  }

  private static Gateway tutti(Plan plan, int port) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("tutti-replay");
    return RunningTutti.start(folder, Configuration.of(plan.cases(), port));
  }

  private static IntConsumer progress(int all) {
    return played -> {
      if (played % PROGRESS_EVERY == 0) {
        System.err.println("played " + played + " of " + all);
      }
    };
  }
}
