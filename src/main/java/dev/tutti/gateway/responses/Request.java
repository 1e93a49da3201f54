package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.responses.Archive;
import dev.tutti.responses.Predecessor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that was understood.
 *
 * @param root as the caller wrote it; not to be changed
 * @param input what is given, each with an id
 * @param store whether the response is kept
 */
record Request(ObjectNode root, List<ObjectNode> input, Predecessor predecessor, boolean store) {
  private static final String PREVIOUS = "previous_response_id";
  private static final String CONVERSATION = "conversation";
  private static final String REFERENCE = "item_reference";
  private static final String SKILLS = "skill:";

  /** The member by which callers say whether they go on with what was said. */
  static final String FOLLOW_UP = "follow_up";

  /**
   * Reads it.
   *
   * @throws Fault {@code invalid_request}
   */
  static Request read(ObjectNode root, Archive archive) {
    RequestRules.check(root);
    boolean store = root.path("store").asBoolean(archive.settings().store());
    var input = InputItems.of(root.path("input"), archive.ids());
    return new Request(root, input, follows(root), store);
  }

  private static Predecessor follows(ObjectNode root) {
    var previous = text(root.path(PREVIOUS), PREVIOUS);
    var conversation =
        root.path(CONVERSATION).isObject()
            ? text(root.path(CONVERSATION).path("id"), "conversation.id")
            : text(root.path(CONVERSATION), CONVERSATION);
    if (!previous.isEmpty() && !conversation.isEmpty()) {
      throw Fault.invalid(PREVIOUS, "beside conversation (expected: one of them)");
    }
    if (!previous.isEmpty()) {
      return new Predecessor.Response(previous);
    }
    return conversation.isEmpty()
        ? new Predecessor.Nothing()
        : new Predecessor.Conversation(conversation);
  }

  private static String text(JsonNode value, String place) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isString() || value.asString().isEmpty()) {
      throw Fault.invalid(place, value + " (expected: an id)");
    }
    return value.asString();
  }

  /** The ids of kept items that the input names instead of giving them. */
  Set<String> references() {
    return input.stream()
        .filter(Request::isReference)
        .map(item -> item.path("id").asString())
        .collect(Collectors.toSet());
  }

  static boolean isReference(ObjectNode item) {
    return item.path("type").asString("").equals(REFERENCE);
  }

  /** Whether nothing has to be looked up. */
  boolean standsAlone() {
    return predecessor instanceof Predecessor.Nothing
        && input.stream().noneMatch(Request::isReference);
  }

  String model() {
    return root.path("model").asString("");
  }

  /** What its caller says about what came before. */
  FollowUpWish followUp() {
    return wish(root.path(FOLLOW_UP)).orElse(FollowUpWish.AUTO);
  }

  /** The wish of a value; empty for none. */
  static Optional<FollowUpWish> wish(JsonNode value) {
    return FollowUpWish.of(value.isValueNode() ? value.asString("") : "");
  }

  /** Whether a member is meant for who is asked; skills go by what is said of follow-ups, too. */
  boolean passesOn(String name) {
    return !name.equals(FOLLOW_UP) || model().startsWith(SKILLS);
  }

  boolean has(String name) {
    return !root.path(name).isNull() && root.has(name);
  }
}
