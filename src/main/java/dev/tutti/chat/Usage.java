package dev.tutti.chat;

/**
 * Tokens that an answer used. Every number is from 0 to {@link #MOST}, so that sums and costs
 * cannot overflow: what is beyond is cut.
 *
 * @param input all tokens of the prompt, cached ones included
 * @param output all tokens of the answer, reasoning included
 * @param cachedInput those of {@code input} that the provider read from its prompt cache
 * @param cacheWrite those of {@code input} that the provider wrote to its prompt cache
 * @param reasoning those of {@code output} that were spent on reasoning
 * @param audioInput those of {@code input} that were audio
 * @param audioOutput those of {@code output} that were audio
 * @param estimated whether Tutti counted because the provider did not say
 * @param billing what else changes its price
 */
public record Usage(
    long input,
    long output,
    long cachedInput,
    long cacheWrite,
    long reasoning,
    long audioInput,
    long audioOutput,
    boolean estimated,
    BillingDetails billing) {
  /** No answer uses more tokens of a kind: 2^31. */
  public static final long MOST = 1L << 31;

  /** Nothing was used, or nothing was said about it. */
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0, false);

  /** Cuts what is out of range. */
  public Usage {
    input = cut(input);
    output = cut(output);
    cachedInput = cut(cachedInput);
    cacheWrite = cut(cacheWrite);
    reasoning = cut(reasoning);
    audioInput = cut(audioInput);
    audioOutput = cut(audioOutput);
  }

  /** Usage at the standard price. */
  public Usage(
      long input,
      long output,
      long cachedInput,
      long cacheWrite,
      long reasoning,
      long audioInput,
      long audioOutput,
      boolean estimated) {
    this(
        input,
        output,
        cachedInput,
        cacheWrite,
        reasoning,
        audioInput,
        audioOutput,
        estimated,
        BillingDetails.NONE);
  }

  static long cut(long tokens) {
    return Math.clamp(tokens, 0, MOST);
  }

  /** Tokens in and out, with nothing known about their kinds. */
  public static Usage of(long input, long output) {
    return new Usage(input, output, 0, 0, 0, 0, 0, false);
  }

  /**
   * Whether numbers of a provider's report can be meant: otherwise its usage is not known, and an
   * estimate takes its place.
   */
  public static boolean plausible(long... tokens) {
    for (long each : tokens) {
      if (each < 0 || each > MOST) {
        return false;
      }
    }
    return true;
  }

  /** The same usage with other details of its price. */
  public Usage billed(BillingDetails other) {
    return billing.equals(other)
        ? this
        : new Usage(
            input,
            output,
            cachedInput,
            cacheWrite,
            reasoning,
            audioInput,
            audioOutput,
            estimated,
            other);
  }

  /** Input and output together. */
  public long total() {
    return input + output;
  }

  /** Whether nothing is known. */
  public boolean isNone() {
    return input == 0 && output == 0;
  }

  /** Both together, as of two answers; who has used nothing changes no price. */
  public Usage plus(Usage other) {
    if (other.isNone() && other.equals(NONE)) {
      return this;
    }
    if (isNone() && equals(NONE)) {
      return other;
    }
    return new Usage(
        input + other.input,
        output + other.output,
        cachedInput + other.cachedInput,
        cacheWrite + other.cacheWrite,
        reasoning + other.reasoning,
        audioInput + other.audioInput,
        audioOutput + other.audioOutput,
        estimated || other.estimated,
        billing.plus(other.billing));
  }

  /** The larger of both in every part: providers repeat their usage, growing, along a stream. */
  public Usage max(Usage other) {
    if (other.isNone() && other.equals(NONE)) {
      return this;
    }
    if (isNone() && equals(NONE)) {
      return other;
    }
    return new Usage(
        Math.max(input, other.input),
        Math.max(output, other.output),
        Math.max(cachedInput, other.cachedInput),
        Math.max(cacheWrite, other.cacheWrite),
        Math.max(reasoning, other.reasoning),
        Math.max(audioInput, other.audioInput),
        Math.max(audioOutput, other.audioOutput),
        estimated || other.estimated,
        billing.max(other.billing));
  }
}
