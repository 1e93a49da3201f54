package dev.tutti.gateway.session;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.session.ChatSession;
import dev.tutti.session.Ids;
import dev.tutti.session.MessageDialect;
import dev.tutti.session.NewMessage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A session as it was exported here or elsewhere: its messages are taken as they are, in their
 * order.
 */
record ImportedSession(ChatSession session, List<NewMessage> messages) {
  private static final Set<String> ROLES =
      Set.of("user", "assistant", "system", "developer", "tool", "function");

  /** Members of a line that are said of the message, rather than in it. */
  private static final Set<String> BESIDE =
      Set.of("id", "created_at", "metadata", "model", "pinned", "parts");

  /** Members of an export's first line that the imported session has, too. */
  private static final List<String> EXPORTED =
      List.of("title", "user", "system", "model", "context", "metadata");

  private static final int MOST = 100_000;
  private static final int LONGEST_ID = 512;
  private static final int LAST_YEAR = 9_999;

  /**
   * Reads one.
   *
   * @throws Fault {@code invalid_request}, naming the member at fault
   */
  static ImportedSession read(ObjectNode body, SessionBody.Owner owner, Ids ids, Instant now) {
    var lines = body.path("messages");
    if (!lines.isArray()) {
      throw Fault.invalid("messages", "is no list (expected: a list of messages)");
    }
    if (lines.size() > MOST) {
      throw Fault.invalid(
          "messages", "%d messages (expected: at most %d)".formatted(lines.size(), MOST));
    }
    var session = new SessionBody(about(body, lines, owner)).begin(ids.next("sess"), owner, now);
    return new ImportedSession(session, new Lines(ids, now).read(lines));
  }

  /** What is said about it: in the body, or else in the first line of an export. */
  private static ObjectNode about(ObjectNode body, JsonNode lines, SessionBody.Owner owner) {
    var about = body.without("messages");
    if (lines.path(0) instanceof ObjectNode first && isHeader(first)) {
      for (var name : EXPORTED) {
        boolean isSaid = about.has(name) || (name.equals("user") && !owner.user().isEmpty());
        if (!isSaid && !first.path(name).isMissingNode()) {
          about.set(name, first.path(name));
        }
      }
    }
    return about;
  }

  private static boolean isHeader(ObjectNode line) {
    return !line.has("role") && line.path("object").asString("").equals("session");
  }

  /** Reads lines; a name that was given before is another one's. */
  private static final class Lines {
    private final Set<String> names = new HashSet<>();
    private final Ids ids;
    private final Instant now;

    Lines(Ids ids, Instant now) {
      this.ids = ids;
      this.now = now;
    }

    List<NewMessage> read(JsonNode lines) {
      var messages = new ArrayList<NewMessage>(lines.size());
      int index = 0;
      for (var line : lines) {
        var place = "messages[" + index++ + "]";
        if (!(line instanceof ObjectNode object)) {
          throw Fault.invalid(place, "is no object (expected: a message)");
        }
        if (index > 1 || !isHeader(object)) {
          messages.add(message(object, place));
        }
      }
      return messages;
    }

    private NewMessage message(ObjectNode line, String place) {
      var role = line.path("role").asString("");
      if (!ROLES.contains(role)) {
        throw Fault.invalid(
            place + ".role",
            line.path("role") + " (expected: user, assistant, system, developer or tool)");
      }
      var json = Json.object();
      line.forEachEntry(
          (name, value) -> {
            if (!BESIDE.contains(name)) {
              json.set(name, value);
            }
          });
      requireContent(json, place);
      requireTools(json, role, place);
      boolean said = role.equals("assistant");
      return new NewMessage(
              name(line.path("id"), place),
              MessageDialect.CHAT,
              said ? line.path("model").asString("imported") : "",
              "",
              at(line.path("created_at"), place),
              json)
          .with(SessionBody.metadata(line.path("metadata"), place + ".metadata"))
          .pinned(isPinned(line.path("pinned"), place));
    }

    private static boolean isPinned(JsonNode pinned, String place) {
      if (!pinned.isMissingNode() && !pinned.isNull() && !pinned.isBoolean()) {
        throw Fault.invalid(place + ".pinned", pinned + " (expected: true or false)");
      }
      return pinned.asBoolean(false);
    }

    private static void requireContent(ObjectNode json, String place) {
      var content = json.path("content");
      boolean silent =
          (content.isNull() || content.isMissingNode()) && !json.path("tool_calls").isEmpty();
      if (!content.isString() && !content.isArray() && !silent) {
        throw Fault.invalid(
            place + ".content", "is no text (expected: a string or a list of parts)");
      }
      for (var part : content) {
        if (!part.isObject()) {
          throw Fault.invalid(place + ".content", "has a part that is no object");
        }
      }
    }

    /** What no model could be told would make every later post fail. */
    private static void requireTools(ObjectNode json, String role, String place) {
      var calls = json.path("tool_calls");
      boolean listed = calls.isMissingNode() || calls.isNull() || calls.isArray();
      if (!listed || !calls.valueStream().allMatch(Lines::isCall)) {
        throw Fault.invalid(
            place + ".tool_calls",
            "are no calls (expected: a list of {id, type, function {name}})");
      }
      if (role.equals("tool") && !json.path("tool_call_id").isString()) {
        throw Fault.invalid(place + ".tool_call_id", "is missing (expected: the id of a call)");
      }
    }

    private static boolean isCall(JsonNode call) {
      var inner = call.path(call.has("custom") ? "custom" : "function");
      return call.path("id").isString() && inner.path("name").isString();
    }

    private String name(JsonNode id, String place) {
      if (id.isMissingNode() || id.isNull()) {
        return ids.next("msg");
      }
      if (!id.isString() || id.asString().isEmpty() || id.asString().length() > LONGEST_ID) {
        throw Fault.invalid(place + ".id", id + " (expected: 1 to " + LONGEST_ID + " characters)");
      }
      return names.add(id.asString()) ? id.asString() : ids.next("msg");
    }

    private Instant at(JsonNode at, String place) {
      if (at.isMissingNode() || at.isNull()) {
        return now;
      }
      try {
        var time = OffsetDateTime.parse(at.asString(""));
        if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
          return time.toInstant();
        }
      } catch (DateTimeException _) {
        // Told below.
      }
      throw Fault.invalid(place + ".created_at", at + " (expected: such as 2026-01-02T03:04:05Z)");
    }
  }
}
