package dev.tutti.character.lorebook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Matches of earlier turns, for the decorators that look back. Nothing is kept of them: the
 * conversation is scanned once more as it was before each of its latest answers, for the few
 * entries that ask.
 */
public final class EarlierMatches {
  private static final Set<String> LOOKING_BACK =
      Set.of("keep_activate_after_match", "dont_activate_after_match");
  private static final int MOST_TURNS = 50;
  private static final int MOST_ENTRIES = 100;

  private EarlierMatches() {}

  /** The settings with what has matched before, unless they say it themselves. */
  public static LoreSettings in(Lorebook book, List<LoreMessage> messages, LoreSettings settings) {
    var asking =
        book.entries().stream()
            .filter(each -> LOOKING_BACK.stream().anyMatch(each.decorators()::has))
            .limit(MOST_ENTRIES)
            .toList();
    return asking.isEmpty() || !settings.matchedBefore().isEmpty()
        ? settings
        : settings.matched(count(asking, book, messages, settings));
  }

  /** How often entries have matched, by their ids. */
  private static Map<String, Integer> count(
      List<LorebookEntry> asking,
      Lorebook book,
      List<LoreMessage> messages,
      LoreSettings settings) {
    var part =
        new Lorebook(asking, book.scanDepth(), Integer.MAX_VALUE, book.recursive(), List.of());
    var answers =
        IntStream.range(1, messages.size())
            .filter(each -> messages.get(each).assistant())
            .boxed()
            .toList();
    var matched = new HashMap<String, Integer>();
    for (int end : answers.subList(Math.max(0, answers.size() - MOST_TURNS), answers.size())) {
      var then = settings.matched(matched);
      for (var each : LorebookScan.find(part, messages.subList(0, end), then).active()) {
        matched.merge(each.entry().id().asString(), 1, Integer::sum);
      }
    }
    return matched;
  }
}
