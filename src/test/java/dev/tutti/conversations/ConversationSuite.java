package dev.tutti.conversations;

import dev.tutti.context.ContextStrategy;
import dev.tutti.context.InputPrice;
import dev.tutti.context.TokenBudget;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command behind {@code suites/conversations/run FOLDER [--system TEXT] [--budget TOKENS]}. */
public final class ConversationSuite {
  private static final InputPrice CACHED_TENTH = new InputPrice(1, .1);
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
        new ConversationSuite(
            System.out, dialogues, options.getOrDefault("--system", ""), budget);
    System.exit(suite.run() ? 0 : 1);
  }

  private boolean run() {
    out.printf("%d dialogues, as they were held%n", dialogues.size());
    out.println(ReplayTotals.head());
    row("full", ContextStrategy.FULL, small, DialogueReplay::keeping);
    row("window", ContextStrategy.WINDOW, small, DialogueReplay::keeping);
    row("summary", ContextStrategy.SUMMARY, small, DialogueReplay::keeping);
    row("auto, no decisions", ContextStrategy.AUTO, TokenBudget.of(8_000), DialogueReplay::keeping);
    var labels = row("auto, by the labels", ContextStrategy.AUTO, TokenBudget.of(8_000), DialogueReplay::labelled);
    labels.forEach(
        (source, totals) -> {
          if (!source.isEmpty()) {
            out.println(totals.row("  " + source));
          }
        });
    return reached(labels.get(""));
  }

  private static boolean reached(ReplayTotals totals) {
    return totals.saved() >= SAVED && totals.broken() <= BROKEN && totals.cost() <= 1;
  }

  private Map<String, ReplayTotals> row(
      String name, ContextStrategy strategy, TokenBudget budget, DialogueReplay.Decision decision) {
    var replay = new DialogueReplay(strategy, budget, CACHED_TENTH, system, decision);
    var totals = new TreeMap<>(replay.run(dialogues));
    out.println(totals.get("").row(name));
    return totals;
  }
}
