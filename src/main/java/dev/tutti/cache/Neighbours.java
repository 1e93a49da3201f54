package dev.tutti.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.cache.semantic.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The questions that were answered before, as vectors: those that differ in nothing but the last
 * message of the user are neighbours. Bounded; the least used are forgotten. Thread-safe.
 */
public final class Neighbours {
  private static final int MOST_PER_PLACE = 256;
  private static final int WITHOUT_VECTOR = 600;

  private final Cache<Place, List<Neighbour>> places;

  public Neighbours(long mostBytes) {
    this.places =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher((Place _, List<Neighbour> all) -> size(all))
            .executor(Runnable::run)
            .build();
  }

  /**
   * Place of a question, which is compared with others of the same place only.
   *
   * @param scope what of the configuration their answers depend on, the embedding model included
   * @param digest of everything in a request but the last message
   */
  public record Place(String owner, String model, String scope, String digest) {}

  /** A question that was answered, and where its answer is. */
  private record Neighbour(Wording wording, QuestionVector vector, CacheKey key) {}

  /** A question that means the same, and how similar it is, 0 to 1. */
  public record Match(CacheKey key, double similarity) {}

  private static int size(List<Neighbour> all) {
    return all.stream()
        .mapToInt(each -> WITHOUT_VECTOR + each.wording.length() + each.vector.bytes())
        .sum();
  }

  /** The questions that mean the same, the most similar first. */
  public List<Match> find(Place place, String text, QuestionVector vector, double threshold) {
    var near = places.getIfPresent(place);
    if (near == null) {
      return List.of();
    }
    var wording = Wording.of(text);
    return near.stream()
        .map(each -> new Candidate(each, each.vector.cosine(vector)))
        .filter(each -> each.similarity >= threshold)
        .filter(each -> each.neighbour.wording.agreesWith(wording))
        .sorted(Comparator.comparingDouble(Candidate::similarity).reversed())
        .map(each -> new Match(each.neighbour.key, each.similarity))
        .toList();
  }

  private record Candidate(Neighbour neighbour, double similarity) {}

  /** Notes a question that was answered. */
  public void add(Place place, String text, QuestionVector vector, CacheKey key) {
    var added = new Neighbour(Wording.of(text), vector, key);
    places
        .asMap()
        .merge(
            place,
            List.of(added),
            (known, _) -> {
              var all = new ArrayList<Neighbour>(known.size() + 1);
              known.stream().filter(each -> !each.key.equals(key)).forEach(all::add);
              if (all.size() == MOST_PER_PLACE) {
                all.removeFirst();
              }
              all.add(added);
              return List.copyOf(all);
            });
  }

  void clear(Selection selection) {
    places.asMap().keySet().removeIf(place -> selection.has(place.model, place.owner));
  }

  long count() {
    return places.asMap().values().stream().mapToLong(List::size).sum();
  }
}
