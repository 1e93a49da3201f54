package dev.tutti.security;

import java.security.SecureRandom;
import java.util.Locale;

/** Makes and recognises the texts of keys. */
final class Secrets {
  static final String MARK = "tt-";

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** 43 of 62 letters are 256.03 bits. */
  private static final int LETTERS = 43;

  private static final int VISIBLE = 6;
  private static final int ID_LETTERS = 12;
  private static final int LOWER = 36;

  private final SecureRandom random;

  Secrets(SecureRandom random) {
    this.random = random;
  }

  String secret() {
    return MARK + letters(LETTERS, ALPHABET.length());
  }

  String id() {
    return "key_" + letters(ID_LETTERS, LOWER).toLowerCase(Locale.ROOT);
  }

  private String letters(int count, int kinds) {
    var text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(ALPHABET.charAt(random.nextInt(kinds)));
    }
    return text.toString();
  }

  /** The part of a secret that may be seen. */
  static String prefix(String secret) {
    return secret.substring(0, MARK.length() + VISIBLE);
  }

  /** Whether a text has the form of a secret. */
  static boolean wellFormed(String text) {
    return text.length() == MARK.length() + LETTERS && text.startsWith(MARK);
  }
}
