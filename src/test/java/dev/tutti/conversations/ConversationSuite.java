package dev.tutti.conversations;

import dev.tutti.context.ContextStrategy;
import dev.tutti.context.InputPrice;
import dev.tutti.context.TokenBudget;
import dev.tutti.session.SessionStrategy;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The command behind {@code suites/conversations/run FOLDER [--system TEXT] [--budget TOKENS]
 * [--http DIALOGUES]}: the last one replays so many dialogues over HTTP, too.
 */
public final class ConversationSuite {
  private static final InputPrice CACHED_TENTH = new InputPrice(1, .1);
  private static final long AMPLE = 8_000;
  private static final double SAVED = .44;
  private static final double BROKEN = .01;

  private final PrintStream out;
  private final List<Dialogue> dialogues;
  private final String system;
  private final TokenBudget small;

  private ConversationSuite(
      PrintStream out, List<Dialogue> dialogues, String system, TokenBudget small) {
    this.out = out;
    this.dialogues = dialogues;
    this.system = system;
    this.small = small;
  }

  /** Exits with 0 when the goal is reached, 1 when not, 2 when there is nothing to replay. */
  public static void main(String[] words) throws IOException {
    var options = new TreeMap<String, String>();
    var folder = Path.of(words.length == 0 ? "" : words[0]);
    for (int at = 1; at + 1 < words.length; at += 2) {
      options.put(words[at], words[at + 1]);
    }
    var dialogues = words.length == 0 ? List.<Dialogue>of() : DialogueCorpus.read(folder);
    if (dialogues.isEmpty()) {
      System.err.println("no labelled dialogues in " + folder);
      System.exit(2);
    }
    var budget = TokenBudget.of(Long.parseLong(options.getOrDefault("--budget", "400")));
    var suite =
        new ConversationSuite(System.out, dialogues, options.getOrDefault("--system", ""), budget);
    boolean reached = suite.run();
    int live = Integer.parseInt(options.getOrDefault("--http", "0"));
    System.exit((live == 0 || suite.live(live)) && reached ? 0 : 1);
  }

  private boolean run() {
    out.printf("%d dialogues, as they were held%n", dialogues.size());
    out.println(ReplayTotals.head());
    row("full", ContextStrategy.FULL, small, DialogueReplay::keeping);
    row("window", ContextStrategy.WINDOW, small, DialogueReplay::keeping);
    row("summary", ContextStrategy.SUMMARY, small, DialogueReplay::keeping);
    row("auto, no decisions", ContextStrategy.AUTO, TokenBudget.of(AMPLE), DialogueReplay::keeping);
    var labels =
        row(
            "auto, by the labels",
            ContextStrategy.AUTO,
            TokenBudget.of(AMPLE),
            DialogueReplay::labelled);
    sources(labels);
    return reached(of(labels));
  }

  /** Replays every so-manieth dialogue over HTTP, with the decisions of a running Tutti. */
  private boolean live(int most) throws IOException {
    int each = Math.max(1, dialogues.size() / most);
    var some =
        IntStream.range(0, dialogues.size())
            .filter(at -> at % each == 0)
            .mapToObj(dialogues::get)
            .toList();
    out.printf("%n%d dialogues over HTTP%n", some.size());
    out.println(ReplayTotals.head());
    var folder = Files.createTempDirectory("conversations");
    try (var replay = new LiveReplay(folder)) {
      for (var strategy : SessionStrategy.values()) {
        boolean light = strategy == SessionStrategy.AUTO;
        var totals = replay.run(some, strategy, light ? AMPLE : small.total());
        out.println(of(totals).row(strategy.word()));
        if (light) {
          sources(totals);
          out.println("report by Tutti: " + replay.report());
          return reached(of(totals));
        }
      }
      return false;
    }
  }

  private void sources(Map<String, ReplayTotals> totals) {
    totals.forEach(
        (source, own) -> {
          if (!source.isEmpty()) {
            out.println(own.row("  " + source));
          }
        });
  }

  private static ReplayTotals of(Map<String, ReplayTotals> totals) {
    return totals.getOrDefault("", new ReplayTotals());
  }

  private static boolean reached(ReplayTotals totals) {
    return totals.saved() >= SAVED && totals.broken() <= BROKEN && totals.cost() <= 1;
  }

  private Map<String, ReplayTotals> row(
      String name, ContextStrategy strategy, TokenBudget budget, DialogueReplay.Decision decision) {
    var replay = new DialogueReplay(strategy, budget, CACHED_TENTH, system, decision);
    var totals = new TreeMap<>(replay.run(dialogues));
    out.println(of(totals).row(name));
    return totals;
  }
}
