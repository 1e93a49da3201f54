package dev.tutti.config;

/**
 * A value that is in force.
 *
 * @param path its key, such as {@code server.port}
 * @param value as it is written, or {@value Mask#MASK} for a secret
 * @param origin where it came from: a place, or {@value #DEFAULT}
 */
public record Effective(String path, String value, String origin) {
  /** The origin of a value that nobody has written. */
  public static final String DEFAULT = "default";
}
