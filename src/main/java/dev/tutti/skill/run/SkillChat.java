package dev.tutti.skill.run;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.Loop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.feature.HeededMembers;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.skill.api.SkillRequest;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chat request to a skill as a model: the last message, the user's, is what the user says, what
 * comes before it is the history, and {@code context}, {@code session_id}, {@code user_id} and
 * {@code follow_up} are those of an execution. What the skill decides itself is refused by name
 * where the caller wants something else, so that nothing is dropped without a word.
 *
 * @param inSession whether a session says what comes before the last message, with what it tells
 *     every model
 */
public record SkillChat(ChatRequest chat, ObjectNode body, boolean inSession) {
  private static final HeededMembers MEMBERS =
      HeededMembers.of("a skill")
          .knowing("context", "session_id", "user_id", "follow_up")
          .handingOn("response_format");

  private static final Set<String> SYSTEM = Set.of("system", "developer");
  private static final int LONGEST_NAME = 512;

  /**
   * Reads a request, see {@link #of}; a large one is read beside the loop, and counts with the tree
   * that is made of it.
   */
  public static Future<SkillChat> read(ChatRequest request, Call call) {
    return call.loop().read(request.body().length(), () -> counted(request, call));
  }

  private static SkillChat counted(ChatRequest request, Call call) {
    if (request.body().length() > Loop.MOST_READ) {
      var body = request.body().bytes();
      var memory = call.memory();
      memory.take(memory.lacking(body.length + Json.nodesOf(body)));
    }
    return of(request, !call.tail().context().isNone());
  }

  /**
   * Reads a request.
   *
   * @throws Fault {@code invalid_request}, naming the member that a skill cannot heed
   */
  static SkillChat of(ChatRequest request, boolean inSession) {
    request.requireChat();
    if (request.operation() != Operation.CHAT) {
      throw Fault.invalid(
          "model", "a skill (expected: a chat with it, or another model for this endpoint)");
    }
    var body = request.body().tree();
    MEMBERS.require(body);
    return new SkillChat(request, body, inSession);
  }

  /** On whose behalf, and in which session; what stands beside the request counts for the user. */
  public Caller caller(Caller caller) {
    var user = text("user_id").isEmpty() ? chat.user().orElse("") : text("user_id");
    var named = caller.user().isEmpty() && !user.isEmpty() ? caller.forUser(user) : caller;
    var session = text("session_id");
    return session.isEmpty() ? named : named.inSession(session);
  }

  /** The request to the skill. */
  public SkillRequest request(String name) {
    var messages = messages();
    var last = messages.removeLast();
    return SkillRequest.of(name)
        .saying(words(last))
        .attaching(attachments(last))
        .having(context())
        .after(List.copyOf(messages))
        .going(followUp())
        .choosing(options());
  }

  private List<ObjectNode> messages() {
    var messages = new ArrayList<ObjectNode>();
    for (var each : body.path("messages")) {
      if (each instanceof ObjectNode message) {
        var place = "messages[" + messages.size() + "]";
        if (isRefused(message)) {
          throw Fault.invalid(
              place + ".role",
              role(message) + " (expected: none, as a skill has its own instructions)");
        }
        messages.add(message);
      }
    }
    if (messages.isEmpty() || !role(messages.getLast()).equals("user")) {
      throw Fault.invalid(
          "messages",
          "the last one is not the user's (expected: what the user says; a skill goes on from"
              + " there)");
    }
    messages.removeIf(message -> SYSTEM.contains(role(message)) && words(message).isBlank());
    return messages;
  }

  private boolean isRefused(ObjectNode message) {
    return !inSession && SYSTEM.contains(role(message)) && !words(message).isBlank();
  }

  private static String role(ObjectNode message) {
    return message.path("role").asString("");
  }

  private static String words(ObjectNode message) {
    var content = message.path("content");
    return content.isString()
        ? content.asString()
        : content
            .valueStream()
            .filter(part -> part.has("text"))
            .map(part -> part.path("text").asString(""))
            .collect(Collectors.joining("\n"));
  }

  /** Pictures, sounds and files. */
  private static List<ObjectNode> attachments(ObjectNode message) {
    return message
        .path("content")
        .valueStream()
        .filter(part -> part instanceof ObjectNode && !part.has("text"))
        .map(ObjectNode.class::cast)
        .toList();
  }

  private ObjectNode context() {
    var context = body.path("context");
    if (context.isMissingNode() || context.isNull()) {
      return Json.object();
    }
    if (context instanceof ObjectNode inputs) {
      return inputs;
    }
    throw Fault.invalid("context", "not an object (expected: the inputs by their names)");
  }

  private FollowUpWish followUp() {
    var said = body.path("follow_up");
    if (said.isMissingNode() || said.isNull()) {
      return FollowUpWish.AUTO;
    }
    return FollowUpWish.of(said.isValueNode() ? said.asString("") : "")
        .orElseThrow(
            () -> Fault.invalid("follow_up", "%s (expected: auto, yes or no)".formatted(said)));
  }

  private ObjectNode options() {
    var options = MEMBERS.handedOn(body);
    for (var name : List.of("max_tokens", "max_completion_tokens")) {
      var most = options.remove(name);
      if (most != null && most.isIntegralNumber()) {
        options.set("max_tokens", most);
      }
    }
    return options;
  }

  private String text(String name) {
    var value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isString() || value.asString().length() > LONGEST_NAME) {
      throw Fault.invalid(name, "not a text of at most %d characters".formatted(LONGEST_NAME));
    }
    return value.asString();
  }
}
