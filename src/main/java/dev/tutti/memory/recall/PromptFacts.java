package dev.tutti.memory.recall;

import dev.tutti.call.Caller;
import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.MemoryTexts;
import dev.tutti.memory.api.Recollection;
import dev.tutti.memory.fact.Facts;
import dev.tutti.store.Store;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Facts for prompts: those that fit by their words, then the newest, as a question seldom has the
 * words of what is known.
 *
 * @param most the most of them, at this moment
 */
public record PromptFacts(Facts facts, IntSupplier most) implements MemoryTexts {
  private static final int LONGEST_QUESTION = 4_000;

  @Override
  public List<String> recall(Caller caller, String said, String character) {
    int limit = most.getAsInt();
    if (caller.user().isBlank() || limit == 0) {
      return List.of();
    }
    var known =
        Store.await(facts.current(caller.owner(), caller.user())).stream()
            .filter(each -> each.character().isEmpty() || each.character().equals(character))
            .toList();
    var question = said.length() <= LONGEST_QUESTION ? said : said.substring(0, LONGEST_QUESTION);
    var texts = new LinkedHashSet<String>();
    new FactRanking(known)
        .search(question, limit).stream().map(Recollection::text).forEach(texts::add);
    known.stream().map(Fact::text).forEach(texts::add);
    return texts.stream().limit(limit).toList();
  }
}
