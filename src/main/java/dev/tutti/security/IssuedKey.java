package dev.tutti.security;

/**
 * A key that was just made: the only time that its secret is known.
 *
 * @param key the key
 * @param secret what callers present; to be shown once, never to be logged or stored
 */
public record IssuedKey(ApiKey key, String secret) {

  /** The key without its secret. */
  @Override
  public String toString() {
    return "IssuedKey[" + key.prefix() + "...]";
  }
}
