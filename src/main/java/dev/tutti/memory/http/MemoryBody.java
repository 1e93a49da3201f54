package dev.tutti.memory.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.FactChange;
import dev.tutti.memory.api.FactDraft;
import dev.tutti.memory.api.Provenance;
import dev.tutti.memory.api.RecallQuery;
import dev.tutti.memory.api.RecallScope;
import dev.tutti.memory.fact.FactText;
import dev.tutti.text.Nearest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body that a caller sent to the memory. Every member is checked; one that nobody knows is a
 * slip.
 */
record MemoryBody(ObjectNode root) {
  /** Longest name of a user, as in headers. */
  static final int LONGEST_USER = 512;

  /** The most that is listed or recalled at once. */
  static final int MOST = 1_000;

  private static final int LONGEST_QUERY = 16_000;
  private static final int LONGEST_METADATA = 8_192;
  private static final int MOST_SUPERSEDED = 100;
  private static final int USUAL_LIMIT = 10;
  private static final int LONGEST_ID = 512;
  private static final Set<String> DRAFT =
      Set.of("user", "text", "expires_at", "metadata", "supersedes", "provenance", "confidence");
  private static final Set<String> CHANGE = Set.of("text", "expires_at", "metadata");
  private static final Set<String> QUERY = Set.of("user", "query", "limit", "scope");

  /** The fact that is to be kept. */
  static FactDraft draft(byte[] body, Instant now) {
    var read = read(body, DRAFT);
    return new FactDraft(
        user(read.root.path("user")),
        FactText.require(read.text("text")),
        read.metadata(),
        read.provenance(now),
        read.confidence(),
        read.expires(now),
        read.supersedes());
  }

  /** What is to be changed. */
  static FactChange change(byte[] body, Instant now) {
    var read = read(body, CHANGE);
    return new FactChange(
        read.root.has("text") ? FactText.require(read.text("text")) : null,
        read.root.has("metadata") ? read.metadata() : null,
        read.root.has("expires_at") ? read.expires(now) : null);
  }

  /** What is asked. */
  static RecallQuery query(byte[] body) {
    var read = read(body, QUERY);
    var text = read.text("query");
    if (text.isBlank() || text.length() > LONGEST_QUERY) {
      throw Fault.invalid(
          "query", "%d characters (expected: 1 to %d)".formatted(text.length(), LONGEST_QUERY));
    }
    return new RecallQuery(user(read.root.path("user")), text, read.limit(), read.scope());
  }

  private static MemoryBody read(byte[] body, Set<String> members) {
    var root = Json.request(body);
    for (var name : root.propertyNames()) {
      if (!members.contains(name)) {
        var near = Nearest.to(name, members);
        throw Fault.invalid(
            name,
            near.isEmpty()
                ? "not known (expected: some of %s)".formatted(new TreeSet<>(members))
                : "not known. Did you mean " + String.join(" or ", near) + "?");
      }
    }
    return new MemoryBody(root);
  }

  private static String user(JsonNode given) {
    return requireUser(given.isString() ? given.asString() : null);
  }

  /**
   * The name of an end user.
   *
   * @throws Fault {@code invalid_request} when it is blank or too long
   */
  static String requireUser(@Nullable String name) {
    if (name == null || name.isBlank() || name.length() > LONGEST_USER) {
      throw Fault.invalid(
          "user", "expected: the name of an end user, 1 to %d characters".formatted(LONGEST_USER));
    }
    return name;
  }

  private String text(String member) {
    var given = root.path(member);
    if (!given.isString()) {
      throw Fault.invalid(
          member, given.isMissingNode() ? "is missing (expected: a text)" : "expected: a text");
    }
    return given.asString();
  }

  private ObjectNode metadata() {
    var given = root.path("metadata");
    if (absent(given)) {
      return Json.object();
    }
    if (!(given instanceof ObjectNode object)) {
      throw Fault.invalid("metadata", "expected: an object");
    }
    int length = Json.text(object).getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_METADATA) {
      throw Fault.invalid(
          "metadata", "%d bytes (expected: at most %d)".formatted(length, LONGEST_METADATA));
    }
    return object;
  }

  private static boolean absent(JsonNode given) {
    return given.isMissingNode() || given.isNull();
  }

  private Provenance provenance(Instant now) {
    var given = root.path("provenance");
    if (absent(given)) {
      return Provenance.told(now);
    }
    if (!given.isObject()) {
      throw Fault.invalid("provenance", "expected: {\"session\", \"message\", \"at\"}");
    }
    return new Provenance(
        place(given, "session"),
        place(given, "message"),
        absent(given.path("at")) ? now : time("provenance.at", given.path("at")));
  }

  private static String place(JsonNode provenance, String member) {
    var given = provenance.path(member);
    if (absent(given)) {
      return "";
    }
    if (!given.isString() || given.asString().length() > LONGEST_ID) {
      throw Fault.invalid(
          "provenance." + member, "expected: an id of at most %d characters".formatted(LONGEST_ID));
    }
    return given.asString();
  }

  private double confidence() {
    var given = root.path("confidence");
    if (absent(given)) {
      return 1;
    }
    double confidence = given.asDouble(-1);
    if (!given.isNumber() || confidence < 0 || confidence > 1) {
      throw Fault.invalid("confidence", given + " (expected: a number from 0 to 1)");
    }
    return confidence;
  }

  private Instant expires(Instant now) {
    var given = root.path("expires_at");
    if (absent(given)) {
      return Fact.Times.NEVER;
    }
    var time = time("expires_at", given);
    if (!time.isAfter(now)) {
      throw Fault.invalid("expires_at", given + " (expected: a time in the future)");
    }
    return time;
  }

  private static Instant time(String member, JsonNode given) {
    try {
      var time = OffsetDateTime.parse(given.asString("")).toInstant();
      if (time.toEpochMilli() != 0) {
        return time;
      }
    } catch (DateTimeParseException | ArithmeticException _) {
      // Told below.
    }
    throw Fault.invalid(member, given + " (expected: a time such as 2026-12-31T18:00:00Z)");
  }

  private List<String> supersedes() {
    var given = root.path("supersedes");
    if (absent(given)) {
      return List.of();
    }
    var ids = new ArrayList<String>();
    given.forEach(each -> ids.add(each.asString("")));
    if (!given.isArray() || ids.contains("") || ids.size() > MOST_SUPERSEDED) {
      throw Fault.invalid(
          "supersedes", "expected: a list of at most %d ids".formatted(MOST_SUPERSEDED));
    }
    return ids;
  }

  private int limit() {
    var given = root.path("limit");
    if (absent(given)) {
      return USUAL_LIMIT;
    }
    return requireLimit(given.isIntegralNumber() ? given.asString() : "");
  }

  /**
   * The number of a list's rows.
   *
   * @throws Fault {@code invalid_request}
   */
  static int requireLimit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw Fault.invalid(
        "limit", "%s (expected: a whole number from 1 to %d)".formatted(text, MOST));
  }

  private RecallScope scope() {
    var given = root.path("scope");
    if (absent(given)) {
      return RecallScope.ALL;
    }
    for (var scope : RecallScope.values()) {
      if (given.asString("").equals(scope.word())) {
        return scope;
      }
    }
    throw Fault.invalid("scope", given + " (expected: facts, messages or all)");
  }
}
