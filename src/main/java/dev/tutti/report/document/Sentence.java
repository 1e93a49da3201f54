package dev.tutti.report.document;

import java.util.List;
import java.util.Optional;

/**
 * Sentence about the figures. Immutable.
 *
 * @param key {@code sentence.KEY} is its text, with {@code {0}} for the first argument
 */
public record Sentence(String key, List<Cell> arguments) implements Element {
  /** Keeps a copy. */
  public Sentence {
    arguments = List.copyOf(arguments);
  }

  /** A sentence with its arguments. */
  public static Sentence of(String key, Cell... arguments) {
    return new Sentence(key, List.of(arguments));
  }

  @Override
  public Optional<DataTable> table() {
    return Optional.empty();
  }
}
