package dev.tutti.character.lorebook;

import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a book is scanned.
 *
 * @param scanDepth instead of the book's; null where the book's counts
 * @param budget instead of the book's
 * @param recursive instead of the book's
 * @param counter what a content takes of the budget
 * @param matchedBefore how often entries have matched in earlier turns, by their ids as texts
 * @param greeting which greeting the conversation has begun with, from 0
 */
public record LoreSettings(
    @Nullable Integer scanDepth,
    @Nullable Integer budget,
    @Nullable Boolean recursive,
    ToIntFunction<String> counter,
    Map<String, Integer> matchedBefore,
    int greeting) {

  /** The usual ones: what the book says. */
  public static LoreSettings usual(ToIntFunction<String> counter) {
    return new LoreSettings(null, null, null, counter, Map.of(), 0);
  }

  /** The same of a conversation with a history of matches. */
  LoreSettings matched(Map<String, Integer> before) {
    return new LoreSettings(scanDepth, budget, recursive, counter, Map.copyOf(before), greeting);
  }

  /** The same of a conversation that has begun with a greeting. */
  public LoreSettings greeted(int number) {
    return new LoreSettings(scanDepth, budget, recursive, counter, matchedBefore, number);
  }

  int matchedBefore(LorebookEntry entry) {
    return matchedBefore.getOrDefault(entry.id().asString(), 0);
  }
}
