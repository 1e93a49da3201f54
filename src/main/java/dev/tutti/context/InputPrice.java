package dev.tutti.context;

/**
 * Price of a model's input.
 *
 * @param input for a token, in any unit, at least 0
 * @param cachedInput for a token that the provider finds in its prompt cache, in the same unit
 */
public record InputPrice(double input, double cachedInput) {
  /** All tokens cost the same: fewer are always better. */
  public static final InputPrice ALIKE = new InputPrice(1, 1);

  /** Checks the bounds. */
  public InputPrice {
    if (!(input >= 0) || !(cachedInput >= 0)) {
      throw new IllegalArgumentException(
          "price: %s, cached %s (expected: 0 or more)".formatted(input, cachedInput));
    }
  }

  /** The cost of a prompt, of which a part is found in the prompt cache. */
  public double cost(long tokens, long cached) {
    return (tokens - cached) * input + cached * cachedInput;
  }
}
