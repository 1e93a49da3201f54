package dev.tutti.chat;

/**
 * What an answer used, in tokens.
 *
 * @param input all tokens of the prompt, cached ones included
 * @param output all tokens of the answer, reasoning included
 * @param cachedInput those of {@code input} that the provider read from its prompt cache
 * @param cacheWrite those of {@code input} that the provider wrote to its prompt cache
 * @param reasoning those of {@code output} that were spent on reasoning
 * @param audioInput those of {@code input} that were audio
 * @param audioOutput those of {@code output} that were audio
 * @param estimated whether Tutti counted because the provider did not say
 */
public record Usage(
    long input,
    long output,
    long cachedInput,
    long cacheWrite,
    long reasoning,
    long audioInput,
    long audioOutput,
    boolean estimated) {

  /** Nothing was used, or nothing was said about it. */
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0, false);

  /** Tokens in and out, with nothing known about their kinds. */
  public static Usage of(long input, long output) {
    return new Usage(input, output, 0, 0, 0, 0, 0, false);
  }

  /** Input and output together. */
  public long total() {
    return input + output;
  }

  /** Whether nothing is known. */
  public boolean isNone() {
    return input == 0 && output == 0;
  }

  /** Both together, as of two answers. */
  public Usage plus(Usage other) {
    return new Usage(
        input + other.input,
        output + other.output,
        cachedInput + other.cachedInput,
        cacheWrite + other.cacheWrite,
        reasoning + other.reasoning,
        audioInput + other.audioInput,
        audioOutput + other.audioOutput,
        estimated || other.estimated);
  }

  /** The larger of both in every part: providers repeat their usage, growing, along a stream. */
  public Usage max(Usage other) {
    if (equals(other)) {
      return this;
    }
    return new Usage(
        Math.max(input, other.input),
        Math.max(output, other.output),
        Math.max(cachedInput, other.cachedInput),
        Math.max(cacheWrite, other.cacheWrite),
        Math.max(reasoning, other.reasoning),
        Math.max(audioInput, other.audioInput),
        Math.max(audioOutput, other.audioOutput),
        estimated || other.estimated);
  }
}
