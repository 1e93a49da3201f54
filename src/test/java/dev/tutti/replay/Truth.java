package dev.tutti.replay;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an answer must say, in OpenAI's words. */
sealed interface Truth {

  /**
   * A chat or a completion.
   *
   * @param choices the alternatives, by their index
   * @param usage empty when the provider reported none: then nothing is held against Tutti's count
   */
  record Spoken(List<Choice> choices, Optional<Tokens> usage) implements Truth {}

  /**
   * Embeddings.
   *
   * @param dimensions of each vector; empty where the vector came in base64
   */
  record Vectors(int count, List<Optional<Integer>> dimensions, Optional<Tokens> usage)
      implements Truth {
    /** Whether a vector has to come in base64. */
    boolean inBase64() {
      return dimensions.stream().anyMatch(Optional::isEmpty);
    }
  }

  /**
   * One alternative.
   *
   * @param finish the finish reasons that are right; empty if the recording never said
   */
  record Choice(
      String text, String reasoning, List<Call> calls, Optional<Call> legacy, Set<String> finish) {}

  /**
   * A tool call.
   *
   * @param id empty when the provider gave none and Tutti makes one up
   * @param arguments JSON text
   */
  record Call(Optional<String> id, String name, String arguments) {}

  /**
   * Tokens used. Each part is the set of right numbers; an empty set is not compared. There is more
   * than one right number only where OpenAI's words leave it open, see {@link UsageRules}.
   */
  record Tokens(
      Set<Long> input,
      Set<Long> output,
      Set<Long> cached,
      Set<Long> cacheWrite,
      Set<Long> reasoning) {}
}
