package dev.tutti.chat;

/**
 * Tokens that a request may take, at a glance, each at most {@link Usage#MOST}.
 *
 * @param prompt about a quarter of its bytes, a thousand for each picture
 * @param answer the most that it lets all its answers have together
 */
public record TokenForecast(long prompt, long answer) {
  /** Tokens that an answer is expected to take when nobody has said how long it may be. */
  private static final int ANSWER = 256;

  /** Of JSON with text of any script, on average. */
  private static final int BYTES_PER_TOKEN = 4;

  /** Tokens of a file that is not text, whatever its length. */
  public static final long FILE = 1_000;

  /** Cuts what is out of range. */
  public TokenForecast {
    prompt = Usage.cut(prompt);
    answer = Usage.cut(answer);
  }

  /** Tokens of so many bytes of text, at a glance. */
  public static long text(long bytes) {
    return bytes / BYTES_PER_TOKEN;
  }

  /** Prompt and answer together. */
  public long total() {
    return prompt + answer;
  }

  /** Collects what decides about it while a request is read. Not thread-safe. */
  public static final class Builder {
    private long bytes;
    private long tokens;
    private long longest = -1;
    private long choices = 1;
    private long prompts = 1;

    /** Bytes of text. */
    public Builder bytes(long number) {
      bytes += number;
      return this;
    }

    /** Tokens of the prompt that are given as numbers. */
    public Builder tokens(long number) {
      tokens += number;
      return this;
    }

    /** A bound of each answer; of several the largest counts, as upstreams differ. */
    public Builder longest(long number) {
      longest = Math.max(longest, number);
      return this;
    }

    /** Number of answers for each prompt; of several numbers the largest counts. */
    public Builder choices(long number) {
      choices = Math.max(choices, Usage.cut(number));
      return this;
    }

    /** Number of prompts. */
    public Builder prompts(long number) {
      prompts = Math.max(prompts, number);
      return this;
    }

    /** The forecast of a request that is answered. */
    public TokenForecast answered() {
      double each = longest < 0 ? ANSWER : longest;
      return new TokenForecast(prompt(), (long) (each * choices * prompts));
    }

    /** The forecast of a request whose answer has no tokens. */
    public TokenForecast unanswered() {
      return new TokenForecast(prompt(), 0);
    }

    private long prompt() {
      return Math.max(tokens, text(bytes) + 1);
    }
  }
}
