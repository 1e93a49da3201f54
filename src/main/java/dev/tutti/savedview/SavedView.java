package dev.tutti.savedview;

import dev.tutti.chat.Fault;
import java.time.Instant;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * View of the console that was saved: a place with a name.
 *
 * @param path of the place, such as {@code /calls?filter=...}
 * @param shared whether everybody sees it, or its owner alone
 * @param by who has saved it, as the audit calls them
 */
public record SavedView(
    String owner, String name, String path, boolean shared, String by, Instant at) {
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_PATH = 4_000;
  private static final Pattern PATH = Pattern.compile("/(?:[^/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]*)?");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /**
   * Reads one.
   *
   * @throws Fault {@code invalid_request}
   */
  public static SavedView read(String owner, String name, ObjectNode body, String by, Instant at) {
    if (name.isBlank() || name.length() > LONGEST_NAME || CONTROL.matcher(name).find()) {
      throw Fault.invalid(
          "name", "\"%s\" (expected: 1 to %d characters)".formatted(name, LONGEST_NAME));
    }
    var path = body.path("path");
    if (!path.isString()
        || path.asString().length() > LONGEST_PATH
        || !PATH.matcher(path.asString()).matches()) {
      throw Fault.invalid(
          "path",
          "%s (expected: a place of the console such as /calls?filter=..., at most %d characters)"
              .formatted(path, LONGEST_PATH));
    }
    return new SavedView(owner, name, path.asString(), shared(body.path("shared")), by, at);
  }

  private static boolean shared(JsonNode shared) {
    if (!shared.isMissingNode() && !shared.isBoolean()) {
      throw Fault.invalid("shared", shared + " (expected: true or false)");
    }
    return shared.asBoolean(false);
  }
}
