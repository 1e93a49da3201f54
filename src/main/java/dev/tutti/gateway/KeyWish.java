package dev.tutti.gateway;

import dev.tutti.chat.Fault;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Role;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The key that an administrator asks for. Whatever is not understood is refused: a restriction that
 * was mistyped must not make a key that may do everything.
 *
 * @param expires when it ends, null for never
 */
record KeyWish(Grant grant, @Nullable Instant expires) {
  private static final Set<String> MEMBERS =
      new TreeSet<>(Set.of("name", "owner", "role", "models", "expires_at", "expires"));

  /** The years that a database and every client can count in. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * Reads a request's body.
   *
   * @throws Fault {@code invalid_request} naming the member
   */
  static KeyWish of(JsonNode body) {
    if (!body.isObject()) {
      throw Fault.invalid("body", "no object (expected: {name, owner, role, models, expires_at})");
    }
    for (var name : body.propertyNames()) {
      if (!MEMBERS.contains(name)) {
        throw Fault.invalid(name, "is not known (expected: one of " + MEMBERS + ")");
      }
    }
    if (body.has("expires") && body.has("expires_at")) {
      throw Fault.invalid("expires", "is the same as expires_at (expected: one of them)");
    }
    return new KeyWish(grant(body), expiry(body, body.has("expires") ? "expires" : "expires_at"));
  }

  private static Grant grant(JsonNode body) {
    try {
      return new Grant(
          text(body, "name", "key"),
          text(body, "owner", "default"),
          Role.of(text(body, "role", "user")),
          body.has("models") ? models(body.path("models")) : AllowedModels.ALL);
    } catch (IllegalArgumentException e) {
      throw Fault.invalid("key", String.valueOf(e.getMessage()));
    }
  }

  private static AllowedModels models(JsonNode list) {
    if (!list.isArray()) {
      throw Fault.invalid("models", list + " (expected: a list of names, such as [\"fast\"])");
    }
    List<String> patterns = new ArrayList<>();
    for (var each : list) {
      patterns.add(text(each, "models[" + patterns.size() + "]"));
    }
    return AllowedModels.of(patterns);
  }

  private static @Nullable Instant expiry(JsonNode body, String member) {
    if (!body.has(member)) {
      return null;
    }
    var text = text(body.path(member), member);
    try {
      var at = Instant.parse(text);
      if (!at.isAfter(LATEST)) {
        return at;
      }
    } catch (DateTimeParseException _) {
      // refused below
    }
    throw Fault.invalid(
        member,
        "\"" + text + "\" (expected: a time such as 2027-01-31T00:00:00Z, up to year 9999)");
  }

  private static String text(JsonNode body, String member, String otherwise) {
    return body.has(member) ? text(body.path(member), member) : otherwise;
  }

  private static String text(JsonNode value, String place) {
    if (!value.isString()) {
      throw Fault.invalid(place, value + " (expected: a string)");
    }
    return value.asString();
  }
}
