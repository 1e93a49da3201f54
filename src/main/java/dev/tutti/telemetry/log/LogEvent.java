package dev.tutti.telemetry.log;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Event of the log with fields of its own; the parameter of its record.
 *
 * @param name such as {@code call.ended}
 */
record LogEvent(String name, ObjectNode fields) {
  private static final Pattern REQUEST = Pattern.compile("^(req_[0-9a-v]{1,22})\\b");

  /** The fields as {@code name=value}, for people. */
  String text() {
    var text = new StringBuilder(name);
    fields.forEachEntry(
        (field, value) -> text.append(' ').append(field).append('=').append(value.asString()));
    return text.toString();
  }

  /** The request that a message is about: its first word, if that is an id. */
  static @Nullable String request(String message) {
    var found = REQUEST.matcher(message);
    return found.find() ? found.group(1) : null;
  }
}
