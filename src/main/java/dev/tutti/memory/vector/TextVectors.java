package dev.tutti.memory.vector;

import java.util.List;

/** Vectors of texts. Blocking; thread-safe. */
@FunctionalInterface
public interface TextVectors {
  /**
   * The vectors of some texts, in their order, each of length 1.
   *
   * @param owner and
   * @param user on whose behalf
   * @throws dev.tutti.chat.Fault when there are none
   */
  List<float[]> of(String owner, String user, List<String> texts, EmbeddingSettings settings);
}
