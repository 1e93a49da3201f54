package dev.tutti.session;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Names for what is kept, which nobody can guess. As thread-safe as its randomness.
 *
 * @param random should be fit for secrets
 */
public record Ids(RandomGenerator random) {
  private static final int BYTES = 24;

  /** The next name, such as {@code resp_4f...}: the prefix, {@code _} and 192 random bits. */
  public String next(String prefix) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return prefix + '_' + HexFormat.of().formatHex(bytes);
  }
}
