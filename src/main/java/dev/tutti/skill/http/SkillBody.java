package dev.tutti.skill.http;

import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.VersionSelector;
import dev.tutti.text.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody asks of a skill, as JSON. Every member is checked; one that nobody knows is a slip.
 */
public record SkillBody(ObjectNode root) {
  private static final Set<String> MEMBERS =
      Set.of(
          "user_message",
          "images",
          "user_id",
          "session_id",
          "context",
          "history",
          "version",
          "timeout",
          "follow_up",
          "record",
          "background");

  private static final Set<String> ROLES = Set.of("user", "assistant", "tool");
  private static final Pattern IMAGE = Pattern.compile("https?://|data:image/");
  private static final int LONGEST_NAME = 512;
  private static final double LONGEST_TIMEOUT = 86_400;

  /**
   * Reads a body; an empty one asks for nothing in particular.
   *
   * @throws Fault {@code invalid_request}
   */
  static SkillBody read(byte[] body) {
    return of(body.length == 0 ? Json.object() : Json.request(body));
  }

  /**
   * The same of a tree.
   *
   * @throws Fault {@code invalid_request}
   */
  public static SkillBody of(ObjectNode root) {
    for (var name : root.propertyNames()) {
      if (!MEMBERS.contains(name)) {
        var near = Nearest.to(name, MEMBERS);
        throw Fault.invalid(
            name,
            near.isEmpty()
                ? "not known (expected: some of %s)".formatted(new TreeSet<>(MEMBERS))
                : "not known. Did you mean " + String.join(" or ", near) + "?");
      }
    }
    return new SkillBody(root);
  }

  /** The request to the skill; {@code version} is wanted unless the body says something else. */
  public SkillRequest request(String name, String version) {
    return SkillRequest.of(name)
        .wanting(VersionSelector.of(text("version", version)))
        .saying(said())
        .attaching(images())
        .having(inputs(root.path("context")))
        .after(history())
        .going(followUp())
        .within(timeout());
  }

  /** On whose behalf, and in which session. */
  public Caller caller(Caller caller) {
    return caller
        .forUser(text("user_id", caller.user()))
        .inSession(text("session_id", caller.session()));
  }

  /** Whether the execution is to be kept. */
  public boolean records() {
    return flag("record");
  }

  /** Whether it is to be a task, whose result is looked for later. */
  boolean isBackground() {
    return flag("background");
  }

  /**
   * Input of a task that asks the same.
   *
   * @param skill its name, perhaps with {@code @} and a version
   */
  ObjectNode taskInput(String skill) {
    var input = root.deepCopy();
    input.remove("background");
    return input.put("skill", skill);
  }

  private boolean flag(String name) {
    var flag = root.path(name);
    if (!isNothing(flag) && !flag.isBoolean()) {
      throw Fault.invalid(name, flag + " (expected: true or false)");
    }
    return flag.asBoolean(false);
  }

  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private String said() {
    var said = root.path("user_message");
    if (isNothing(said)) {
      return "";
    }
    if (!said.isString()) {
      throw Fault.invalid("user_message", "not a text (expected: what the user says)");
    }
    return said.asString();
  }

  private List<ObjectNode> images() {
    var shown = root.path("images");
    if (!isNothing(shown) && !shown.isArray()) {
      throw Fault.invalid("images", "not a list (expected: addresses or data URLs)");
    }
    var images = new ArrayList<ObjectNode>();
    for (var each : shown) {
      var url = each.asString("");
      if (!each.isString() || !IMAGE.matcher(url).lookingAt()) {
        throw Fault.invalid(
            "images[" + images.size() + "]",
            "no address (expected: https://... or data:image/...)");
      }
      images.add(SkillRequest.image(url));
    }
    return images;
  }

  private static ObjectNode inputs(JsonNode inputs) {
    if (isNothing(inputs)) {
      return Json.object();
    }
    if (inputs instanceof ObjectNode object) {
      return object;
    }
    throw Fault.invalid("context", "not an object (expected: the inputs by their names)");
  }

  private List<ObjectNode> history() {
    var said = root.path("history");
    if (!isNothing(said) && !said.isArray()) {
      throw Fault.invalid("history", "not a list (expected: messages, {role, content} each)");
    }
    var history = new ArrayList<ObjectNode>();
    for (var each : said) {
      if (!(each instanceof ObjectNode message) || !ROLES.contains(role(message))) {
        throw Fault.invalid(
            "history[" + history.size() + "]",
            "not a message (expected: {role, content} of user, assistant or tool)");
      }
      history.add(message);
    }
    return history;
  }

  private static String role(ObjectNode message) {
    return message.path("role").asString("");
  }

  private FollowUpWish followUp() {
    var said = root.path("follow_up");
    if (isNothing(said)) {
      return FollowUpWish.AUTO;
    }
    return FollowUpWish.of(said.isValueNode() ? said.asString("") : "")
        .orElseThrow(
            () -> Fault.invalid("follow_up", "%s (expected: auto, yes or no)".formatted(said)));
  }

  private Duration timeout() {
    var timeout = root.path("timeout");
    if (isNothing(timeout)) {
      return Duration.ZERO;
    }
    if (!timeout.isNumber() || timeout.asDouble() <= 0 || timeout.asDouble() > LONGEST_TIMEOUT) {
      throw Fault.invalid("timeout", timeout + " (expected: seconds, up to 86400)");
    }
    return Duration.ofMillis(Math.max(1, Math.round(timeout.asDouble() * 1_000)));
  }

  private String text(String name, String otherwise) {
    var value = root.path(name);
    if (isNothing(value)) {
      return otherwise;
    }
    if (!value.isString() || value.asString().length() > LONGEST_NAME) {
      throw Fault.invalid(name, "not a text of at most %d characters".formatted(LONGEST_NAME));
    }
    return value.asString();
  }
}
