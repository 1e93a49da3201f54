package dev.tutti.config;

import java.util.regex.Pattern;

/**
 * The keys that lead to a node, and whether their names say that a secret stands there.
 *
 * <p>A name such as {@code api_key} hides everything below it; {@code token} and {@code key} only
 * the value itself, because sections are called that too, and {@code first_token} is a time-out.
 * Below {@code headers} everything is hidden: a header of any name may hold a key.
 */
record KeyPath(String text, boolean secret, boolean secretBelow) {
  static final KeyPath ROOT = new KeyPath("", false, false);

  private static final Pattern PLAIN = Pattern.compile("[\\w-]+");
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(secret|passw|passphrase|credential|authorization|cookie|signature"
              + "|(api|private|access|signing|encryption|auth|master)[_-]?key).*");
  private static final Pattern SECRET_VALUE =
      Pattern.compile("(?i)tokens?|keys?|auth|.*(?<!first|per)[_-]token|.*[a-z]Token");
  private static final Pattern HEADERS = Pattern.compile("(^|\\.)headers$");

  KeyPath key(String name) {
    var quoted = PLAIN.matcher(name).matches() ? name : "\"" + name.replace("\"", "\\\"") + "\"";
    boolean below = secretBelow || SECRET.matcher(name).matches() || HEADERS.matcher(text).find();
    return new KeyPath(
        text.isEmpty() ? quoted : text + "." + quoted,
        below || SECRET_VALUE.matcher(name).matches(),
        below);
  }

  KeyPath item(int index) {
    return new KeyPath(text + "[" + index + "]", secret, secretBelow);
  }
}
