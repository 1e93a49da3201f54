package dev.tutti.ledger;

import java.util.Locale;

/**
 * Cost of tokens of one kind.
 *
 * @param tokens of this kind alone
 */
public record TokenCost(Kind kind, long tokens, long nanoDollars) {
  /** Kind of tokens that has a price of its own. */
  public enum Kind {
    /** Tokens of prompts that were neither read from a prompt cache nor written into one. */
    INPUT,
    /** Tokens of prompts that were read from a prompt cache. */
    CACHED_INPUT,
    /** Tokens of prompts that were written into a prompt cache. */
    CACHE_WRITE,
    /** Tokens of answers. */
    OUTPUT;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The name that users see. */
    public String word() {
      return word;
    }
  }

  /**
   * Tokens and cost of some attempts together.
   *
   * @param input tokens of prompts, all of them
   * @param audio tokens that were audio, of prompts and of answers
   */
  public record Sum(
      long attempts,
      long input,
      long cachedInput,
      long cacheWrite,
      long output,
      long reasoning,
      long audio,
      long nanoDollars) {

    /** Tokens of one kind alone. */
    long tokens(Kind kind) {
      return switch (kind) {
        case INPUT -> input - cachedInput - cacheWrite;
        case CACHED_INPUT -> cachedInput;
        case CACHE_WRITE -> cacheWrite;
        case OUTPUT -> output;
      };
    }
  }
}
