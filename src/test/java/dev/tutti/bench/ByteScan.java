package dev.tutti.bench;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds members of JSON by their name alone, without parsing: enough for texts that the bench wrote
 * itself, and an order of magnitude cheaper.
 */
final class ByteScan {
  private static final int ABSENT = -1;

  private ByteScan() {}

  /** Whether {@code wanted} occurs in the first {@code length} bytes. */
  static boolean contains(byte[] bytes, int length, byte[] wanted) {
    return indexOf(bytes, length, wanted) != ABSENT;
  }

  /** Whether the first {@code length} bytes begin with {@code wanted}. */
  static boolean startsWith(byte[] bytes, int length, byte[] wanted) {
    return length >= wanted.length && bytes[0] == wanted[0] && matches(bytes, 0, wanted);
  }

  /** Whether the member with this quoted name is {@code true}. */
  static boolean isTrue(byte[] bytes, int length, byte[] quotedName) {
    int at = valueOf(bytes, length, quotedName);
    return at != ABSENT && at < length && bytes[at] == 't';
  }

  /** The string without escapes that is the value of the first member with this quoted name. */
  static Optional<String> string(byte[] bytes, int length, byte[] quotedName) {
    int at = valueOf(bytes, length, quotedName);
    if (at == ABSENT || at >= length || bytes[at] != '"') {
      return Optional.empty();
    }
    int end = at + 1;
    while (end < length && bytes[end] != '"') {
      end++;
    }
    return Optional.of(new String(bytes, at + 1, end - at - 1, StandardCharsets.UTF_8));
  }

  private static int valueOf(byte[] bytes, int length, byte[] quotedName) {
    int at = indexOf(bytes, length, quotedName);
    if (at == ABSENT) {
      return ABSENT;
    }
    at += quotedName.length;
    while (at < length && (bytes[at] == ' ' || bytes[at] == ':')) {
      at++;
    }
    return at;
  }

  private static int indexOf(byte[] bytes, int length, byte[] wanted) {
    for (int at = 0; at <= length - wanted.length; at++) {
      if (bytes[at] == wanted[0] && matches(bytes, at, wanted)) {
        return at;
      }
    }
    return ABSENT;
  }

  private static boolean matches(byte[] bytes, int at, byte[] wanted) {
    for (int i = 1; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
