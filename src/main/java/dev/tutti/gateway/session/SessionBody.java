package dev.tutti.gateway.session;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.session.ChatSession;
import dev.tutti.session.SessionContext;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Members of requests that begin or change a session. */
final class SessionBody {
  private static final int LONGEST_ID = 256;
  private static final int LONGEST_NAME = 512;
  private static final int LONGEST_SYSTEM = 256 << 10;
  private static final int LONGEST_METADATA = 64 << 10;
  private static final String METADATA = "metadata";
  private static final Set<String> OF_BEGIN =
      Set.of("id", "title", "user", "system", "model", "context", METADATA);
  private static final Set<String> OF_CHANGE =
      Set.of("title", "system", "model", "context", METADATA);

  /** Words that stand where a session's name would. */
  private static final Set<String> RESERVED = Set.of("import");

  private final ObjectNode json;

  SessionBody(ObjectNode json) {
    this.json = json;
  }

  /**
   * A new session.
   *
   * @param id its name where the body says none
   * @param caller whose it is, with the end user whom the request names elsewhere
   */
  ChatSession begin(String id, Owner caller, Instant at) {
    known(OF_BEGIN);
    var given = text("id", LONGEST_ID);
    var user = text("user", LONGEST_NAME);
    var session =
        ChatSession.begin(
            given.isEmpty() ? id : name(given),
            caller.owner,
            user.isEmpty() ? caller.user : user,
            at);
    return described(session);
  }

  /** Whose session it is: an owner, and an end user who may be nobody. */
  record Owner(String owner, String user) {}

  /** The same session with what is said otherwise; {@code null} takes away. */
  ChatSession change(ChatSession session) {
    known(OF_CHANGE);
    return described(session);
  }

  private ChatSession described(ChatSession session) {
    var described =
        session.described(
            json.has("title") ? text("title", LONGEST_NAME) : session.title(),
            json.has("system") ? text("system", LONGEST_SYSTEM) : session.system(),
            json.has("model") ? text("model", LONGEST_NAME) : session.model(),
            json.has("context") ? SessionContext.read(json.path("context")) : session.context());
    return json.has(METADATA) ? described.with(metadata(json.path(METADATA), METADATA)) : described;
  }

  /** The caller's own object. */
  static ObjectNode metadata(JsonNode metadata, String place) {
    if (metadata.isMissingNode() || metadata.isNull()) {
      return Json.object();
    }
    if (!(metadata instanceof ObjectNode object)) {
      throw Fault.invalid(place, "is no object (expected: an object)");
    }
    int length = Json.text(object).length();
    if (length > LONGEST_METADATA) {
      throw Fault.invalid(
          place, "%d characters (expected: at most %d)".formatted(length, LONGEST_METADATA));
    }
    return object;
  }

  private void known(Set<String> names) {
    for (var name : json.propertyNames()) {
      if (!names.contains(name)) {
        throw Fault.invalid(
            name, "is not known here (expected: %s)".formatted(String.join(", ", sorted(names))));
      }
    }
  }

  private static Iterable<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private static String name(String id) {
    return requireName("id", id);
  }

  /**
   * A name that a new session may have: addresses have it, too.
   *
   * @param place names it in faults
   * @throws Fault {@code invalid_request}
   */
  static String requireName(String place, String id) {
    boolean odd = id.codePoints().anyMatch(SessionBody::isOdd);
    if (RESERVED.contains(id) || odd || id.length() > LONGEST_ID) {
      throw Fault.invalid(
          place,
          "\"%s\" (expected: a name of at most %d characters without slashes, not import)"
              .formatted(id, LONGEST_ID));
    }
    return id;
  }

  /** Whether no address can have a character, such as half of one. */
  private static boolean isOdd(int c) {
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return c == '/' || Character.isISOControl(c) || half;
  }

  private String text(String name, int longest) {
    var value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isString()) {
      throw Fault.invalid(name, value.getNodeType() + " (expected: a string)");
    }
    int length = value.asString().length();
    if (length > longest) {
      throw Fault.invalid(name, "%d characters (expected: at most %d)".formatted(length, longest));
    }
    return value.asString();
  }
}
