package dev.tutti.cooperation.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Longer texts in groups whose members are all much alike. Texts are taken up from the most central
 * one on, so that their order changes nothing; a group is named by its most central text.
 */
final class ProseGroups {
  private static final double ALIKE = .75;

  private final List<String> texts;
  private final ProseVectors vectors;

  private ProseGroups(List<String> texts) {
    this.texts = texts;
    this.vectors = ProseVectors.of(texts);
  }

  /**
   * Groups of places.
   *
   * @param texts what was said; empty where nothing was
   */
  static List<List<Integer>> of(List<String> texts) {
    return new ProseGroups(texts).groups();
  }

  private List<List<Integer>> groups() {
    var central =
        IntStream.range(0, texts.size())
            .filter(each -> !texts.get(each).isEmpty())
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(each -> -centrality(each))
                    .thenComparing(texts::get))
            .toList();
    var groups = new ArrayList<List<Integer>>();
    for (int each : central) {
      groups.stream()
          .filter(group -> group.stream().allMatch(other -> isAlike(each, other)))
          .findFirst()
          .ifPresentOrElse(
              group -> group.add(each), () -> groups.add(new ArrayList<>(List.of(each))));
    }
    return groups;
  }

  private boolean isAlike(int first, int second) {
    return vectors.similarity(first, second) >= ALIKE;
  }

  private double centrality(int place) {
    return IntStream.range(0, texts.size())
        .mapToDouble(other -> vectors.similarity(place, other))
        .sum();
  }
}
