package dev.tutti.memory.recall;

import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.Recollection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Facts of one user, ranked for questions by BM25. Made anew for each question: they are few.
 * Immutable.
 */
public final class FactRanking {
  private static final Bm25 WEIGHTS = new Bm25(1.2, 0.4);

  private final List<Fact> facts;
  private final List<Map<String, Integer>> counts = new ArrayList<>();
  private final Map<String, Integer> occurring = new HashMap<>();
  private final double usualWords;

  /** Ranks these. */
  public FactRanking(List<Fact> facts) {
    this.facts = List.copyOf(facts);
    long words = 0;
    for (var fact : facts) {
      var count = new HashMap<String, Integer>();
      Terms.of(Terms.fold(fact.text())).forEach(term -> count.merge(term, 1, Integer::sum));
      count.keySet().forEach(term -> occurring.merge(term, 1, Integer::sum));
      counts.add(count);
      words += words(count);
    }
    usualWords = Math.max(1, (double) words / Math.max(1, facts.size()));
  }

  private static int words(Map<String, Integer> count) {
    return count.values().stream().mapToInt(each -> each).sum();
  }

  /** The best ones for a question, the best first; the newer one of two that fit equally well. */
  public List<Recollection> search(String question, int limit) {
    var asked = Terms.ofQuestion(Terms.fold(question));
    double most = asked.entrySet().stream().mapToDouble(this::most).sum();
    record Ranked(Fact fact, double score) {}
    var ranked = new ArrayList<Ranked>();
    for (int i = 0; i < facts.size(); i++) {
      double score = score(counts.get(i), asked);
      if (score > 0) {
        ranked.add(new Ranked(facts.get(i), score / most));
      }
    }
    return ranked.stream()
        .sorted(
            Comparator.comparingDouble(Ranked::score)
                .thenComparing(each -> each.fact.times().created())
                .reversed())
        .limit(limit)
        .map(each -> recollection(each.fact, each.score))
        .toList();
  }

  private double most(Map.Entry<String, Double> term) {
    int found = occurring.getOrDefault(term.getKey(), 0);
    return found == 0 ? 0 : term.getValue() * Bm25.rarity(facts.size(), found) * WEIGHTS.most();
  }

  private double score(Map<String, Integer> count, Map<String, Double> asked) {
    int words = words(count);
    double score = 0;
    for (var term : asked.entrySet()) {
      int times = count.getOrDefault(term.getKey(), 0);
      if (times > 0) {
        double rarity = Bm25.rarity(facts.size(), occurring.getOrDefault(term.getKey(), 0));
        score += term.getValue() * rarity * WEIGHTS.share(times, words, usualWords);
      }
    }
    return score;
  }

  static Recollection recollection(Fact fact, double score) {
    return new Recollection(
        fact.id(), fact.text(), score, Recollection.Kind.FACT, fact.provenance(), fact.metadata());
  }
}
