package dev.tutti.security;

/**
 * A virtual key, without its secret.
 *
 * @param id names it for ever, such as {@code key_3f0c9a1b7d2e}
 * @param prefix the visible beginning of its secret, such as {@code tt-Ab3xY9}
 * @param grant what it is for
 * @param times what happened to it, and when
 */
public record ApiKey(String id, String prefix, Grant grant, KeyTimes times) {

  /** For messages: {@code tt-Ab3xY9 (nightly batch)}. */
  String label() {
    return prefix + " (" + grant.name() + ")";
  }
}
