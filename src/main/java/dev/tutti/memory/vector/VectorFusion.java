package dev.tutti.memory.vector;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.tutti.memory.api.Recollection;
import dev.tutti.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fusion of what was ranked by words with the ranking by meaning, by reciprocal ranks: each ranking
 * gives {@code 1 / (60 + rank)} (G. Cormack, C. Clarke, S. Büttcher: Reciprocal Rank Fusion
 * Outperforms Condorcet and Individual Rank Learning Methods, 2009). Vectors are kept in memory for
 * some minutes, within bounds. Blocking; thread-safe.
 */
public final class VectorFusion {
  private static final Logger log = LoggerFactory.getLogger(VectorFusion.class);
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final int MOST_BYTES = 32 << 20;
  private static final int BYTES_OF_KEY = 256;
  private static final int AT_ONCE = 100;
  private static final int LONGEST_TEXT = 4_000;
  private static final double RANKS = 60;
  private static final float[] NONE = {};

  private final Supplier<EmbeddingSettings> settings;
  private final TextVectors vectors;
  private final Cache<Known, float[]> known;

  private record Known(String owner, String user, String model, String digest) {}

  /**
   * @param settings those of the moment
   */
  public VectorFusion(Supplier<EmbeddingSettings> settings, TextVectors vectors, Ticker ticker) {
    this.settings = settings;
    this.vectors = vectors;
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Known _, float[] vector) -> BYTES_OF_KEY + vector.length * Float.BYTES)
            .expireAfterAccess(IDLE)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** Whether there is a model to ask. */
  public boolean enabled() {
    return settings.get().enabled();
  }

  /**
   * Ranks anew. Where the model fails, it is the ranking by words.
   *
   * @param ranked the candidates, those that fit by words first; those with score 0 do not
   */
  public List<Recollection> fuse(
      String owner, String user, String question, List<Recollection> ranked) {
    if (ranked.isEmpty() || !enabled()) {
      return fitting(ranked);
    }
    try {
      return byBoth(question, owner, user, ranked);
    } catch (RuntimeException e) {
      log.warn("recall by words alone: {}", e.toString());
      return fitting(ranked);
    }
  }

  private static List<Recollection> fitting(List<Recollection> ranked) {
    return ranked.stream().filter(each -> each.score() > 0).toList();
  }

  private List<Recollection> byBoth(
      String question, String owner, String user, List<Recollection> ranked) {
    var texts = new ArrayList<String>(ranked.size() + 1);
    texts.add(cut(question));
    ranked.forEach(each -> texts.add(cut(each.text())));
    var all = of(owner, user, texts);
    var asked = all.getOrDefault(texts.getFirst(), NONE);
    var scores = new HashMap<Recollection, Double>();
    for (int i = 0; i < ranked.size(); i++) {
      var each = ranked.get(i);
      scores.put(each, each.score() > 0 ? 1 / (RANKS + i + 1) : 0);
    }
    var near =
        ranked.stream()
            .sorted(
                Comparator.comparingDouble(
                    (Recollection each) ->
                        -cosine(asked, all.getOrDefault(cut(each.text()), NONE))))
            .toList();
    for (int i = 0; i < near.size(); i++) {
      scores.merge(near.get(i), 1 / (RANKS + i + 1), Double::sum);
    }
    return ranked.stream()
        .map(each -> each.scoring(scores.getOrDefault(each, 0.0)))
        .sorted(Comparator.comparingDouble(Recollection::score).reversed())
        .toList();
  }

  private static String cut(String text) {
    if (text.isBlank()) {
      return " "; // models refuse an empty one
    }
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  /** Models of another length than the question's have nothing to do with it. */
  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length && one.length == other.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }

  private Map<String, float[]> of(String owner, String user, List<String> texts) {
    var now = settings.get();
    var found = new HashMap<String, float[]>();
    var missing = new ArrayList<String>();
    for (var text : texts.stream().distinct().toList()) {
      var vector = known.getIfPresent(key(owner, user, now, text));
      if (vector == null) {
        missing.add(text);
      } else {
        found.put(text, vector);
      }
    }
    for (int from = 0; from < missing.size(); from += AT_ONCE) {
      var some = missing.subList(from, Math.min(missing.size(), from + AT_ONCE));
      var made = vectors.of(owner, user, some, now);
      for (int i = 0; i < some.size(); i++) {
        found.put(some.get(i), made.get(i));
        known.put(key(owner, user, now, some.get(i)), made.get(i));
      }
    }
    return found;
  }

  private static Known key(String owner, String user, EmbeddingSettings settings, String text) {
    var digest = Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    return new Known(owner, user, settings.model(), digest);
  }

  /** Drops the vectors of a user's texts. */
  public void drop(String owner, String user) {
    known.asMap().keySet().removeIf(key -> key.owner.equals(owner) && key.user.equals(user));
  }
}
