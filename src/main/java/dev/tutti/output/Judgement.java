package dev.tutti.output;

import java.util.List;

/** Judgement of a text, held against an {@link OutputForm}. */
public sealed interface Judgement {

  /** Text that is as it must be. */
  record Fits() implements Judgement {}

  /**
   * Not JSON, but meant as JSON that is what it must be.
   *
   * @param json the text that was meant
   */
  record Mended(String json) implements Judgement {}

  /**
   * Something else.
   *
   * @param flaws at least one, each with its place, what was found and what was expected
   */
  record Flawed(List<String> flaws) implements Judgement {}
}
