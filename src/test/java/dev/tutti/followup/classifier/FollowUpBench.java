package dev.tutti.followup.classifier;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/**
 * Training and measuring of the follow-up classifier, for {@code bench/followup} and {@code
 * suites/followup/run}; not a test. Progress goes to standard error.
 */
final class FollowUpBench {
  private static final PrintStream OUT = System.out;
  private static final int MOST_OF_SOURCE = 600;

  private final List<LabelledTurn> train;
  private final Path folder;

  private FollowUpBench(Path folder) {
    this.folder = folder;
    train = new ArrayList<>(LabelledTurns.in(folder.resolve("train")));
    train.addAll(LabelledTurns.own("train"));
  }

  /** {@code train FOLDER FILE}, or {@code evaluate FOLDER text|json}, then names of known gaps. */
  public static void main(String[] arguments) throws IOException {
    var bench = new FollowUpBench(Path.of(arguments[1]));
    if (arguments[0].equals("train")) {
      bench.train(Path.of(arguments[2]));
    } else if (!bench.evaluate(arguments[2].equals("json"), known(arguments))) {
      System.exit(1);
    }
  }

  private static Set<String> known(String[] arguments) {
    return Set.copyOf(Arrays.asList(arguments).subList(3, arguments.length));
  }

  private static void progress(String step) {
    System.err.println(step);
  }

  private void train(Path file) throws IOException {
    var protocol = new Protocol(train, FollowUpBench::progress);
    var sample = sample();
    var scores = new ArrayList<>(protocol.unseenSource(sample));
    scores.addAll(protocol.outOfFold(sample));
    progress("all of it");
    var bare = new Trainer(train).train();
    var weights = bare.with(PlattScaling.fit(scores));
    Files.writeString(file, weights.text());
    OUT.println(Json.object().put("turns", train.size()).put("bytes", Files.size(file)));
  }

  /** The first labelled turns of each source, so that a large one does not take all the time. */
  private List<LabelledTurn> sample() {
    var taken = new HashMap<String, Integer>();
    return train.stream()
        .filter(turn -> turn.followUp().isPresent())
        .filter(turn -> taken.merge(turn.source(), 1, Integer::sum) <= MOST_OF_SOURCE)
        .toList();
  }

  private boolean evaluate(boolean json, Set<String> known) {
    var turns = new ArrayList<>(LabelledTurns.in(folder.resolve("dev")));
    turns.removeIf(turn -> turn.followUp().isEmpty());
    turns.addAll(LabelledTurns.own("test"));
    var protocol = new Protocol(train, FollowUpBench::progress);
    var report = new FollowUpReport(protocol.outOfFold(turns), protocol.unseenSource(turns), turns);
    OUT.println(json ? report.json() : report.text());
    return report.isGood(known);
  }
}
