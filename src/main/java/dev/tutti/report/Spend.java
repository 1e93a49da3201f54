package dev.tutti.report;

/**
 * Tokens and money. Immutable.
 *
 * @param input tokens of prompts, cached ones included
 * @param cachedInput those of them that were read from a prompt cache
 * @param cacheWrite those of them that were written into one
 * @param audioInput those of them that were sound
 * @param output tokens of answers, reasoning included
 * @param reasoning those of them that were spent on reasoning
 * @param audioOutput those of them that were sound
 * @param nanoDollars cost, as far as it is known
 * @param unpriced attempts whose cost is not known
 * @param estimated calls or attempts whose tokens were estimated
 */
public record Spend(
    long input,
    long cachedInput,
    long cacheWrite,
    long audioInput,
    long output,
    long reasoning,
    long audioOutput,
    long nanoDollars,
    long unpriced,
    long estimated) {
  /** Nothing. */
  public static final Spend NOTHING = new Spend(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Both together. */
  public Spend plus(Spend other) {
    return new Spend(
        input + other.input,
        cachedInput + other.cachedInput,
        cacheWrite + other.cacheWrite,
        audioInput + other.audioInput,
        output + other.output,
        reasoning + other.reasoning,
        audioOutput + other.audioOutput,
        nanoDollars + other.nanoDollars,
        unpriced + other.unpriced,
        estimated + other.estimated);
  }
}
