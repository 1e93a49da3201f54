package dev.tutti.chat;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Bounds of the JSON that is read of one origin. A token is a name, a value, or one bracket; a tree
 * takes 16 to 50 bytes of heap for each, so that a bound of tokens is a bound of memory, whatever
 * the text looks like. The parser counts, and stops before it would pass the bound.
 */
enum JsonBounds {
  /** JSON that callers send, and files written by hand; a tree of it takes 25 MB at most. */
  REQUEST(500_000) {
    @Override
    JsonFactory factory() {
      return builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    }
  },

  /** JSON that upstreams and models say, and what was kept of it; 50 MB at most. */
  ANSWER(1_000_000),

  /** Lists of numbers that are looked through without a tree, such as embeddings. */
  SCAN(16_000_000);

  /** Deeper JSON is refused. */
  static final int DEPTH = 64;

  /** Digits and other characters that a number may have. */
  static final int DIGITS = 1_000;

  private final int tokens;

  JsonBounds(int tokens) {
    this.tokens = tokens;
  }

  /** Number of tokens that are read. */
  int tokens() {
    return tokens;
  }

  /** Factory of parsers that keep the bounds. */
  JsonFactory factory() {
    return builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();
  }

  final JsonFactoryBuilder builder() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEPTH)
                .maxNumberLength(DIGITS)
                .maxTokenCount(tokens)
                .build())
        .recyclerPool(JsonRecyclerPools.threadLocalPool()) // most is read on the few loops
        .disable(TokenStreamFactory.Feature.CHARSET_DETECTION);
  }

  /** Expectation in words for who wrote the JSON. */
  String expected() {
    return "depth <= %d, <= %d names, values and brackets, numbers of <= %d digits"
        .formatted(DEPTH, tokens, DIGITS);
  }
}
