package dev.tutti.cooperation;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Operation;
import dev.tutti.cooperation.plan.CooperationQuestion;
import dev.tutti.feature.HeededMembers;
import java.util.ArrayList;
import tools.jackson.databind.node.ObjectNode;

/**
 * A chat request to a cooperation as a model. What members decide is theirs where the configuration
 * says nothing; what a cooperation cannot do is refused by name.
 *
 * @param params that members get
 * @param body of the request, which may say what form the answer must have
 */
record CooperationChat(CooperationQuestion question, ObjectNode params, ObjectNode body) {
  static final String FORMAT = "response_format";

  private static final HeededMembers MEMBERS = HeededMembers.of("a cooperation").knowing(FORMAT);

  /**
   * Reads a request.
   *
   * @throws Fault {@code invalid_request}, naming the member that cannot be heeded
   */
  static CooperationChat of(ChatRequest request) {
    request.requireChat();
    if (request.operation() != Operation.CHAT) {
      throw Fault.invalid(
          "model", "a cooperation (expected: a chat with it, or another model for this endpoint)");
    }
    var body = request.body().tree();
    requireOneAnswerInWords(body);
    MEMBERS.require(body);
    return new CooperationChat(question(body), MEMBERS.handedOn(body), body);
  }

  /** What a cooperation never does is told in words of its own. */
  private static void requireOneAnswerInWords(ObjectNode body) {
    var choices = body.path("n");
    if (choices.isNumber() && choices.asDouble(0) != 1) {
      throw Fault.invalid("n", choices + " (expected: 1, as a cooperation gives one answer)");
    }
    int tools = body.path("tools").size();
    if (tools > 0) {
      throw Fault.invalid(
          "tools",
          "%d (expected: none, as the members of a cooperation answer in words; ask one model, or a skill)"
              .formatted(tools));
    }
    if (body.path("logprobs").asBoolean(false)) {
      throw Fault.invalid(
          "logprobs",
          "true (expected: false, as the answer of several models has no log probabilities)");
    }
  }

  private static CooperationQuestion question(ObjectNode body) {
    var messages = new ArrayList<ObjectNode>();
    for (var each : body.path("messages")) {
      if (each instanceof ObjectNode message) {
        messages.add(message);
      }
    }
    if (messages.isEmpty() || !messages.getLast().path("role").asString("").equals("user")) {
      throw Fault.invalid(
          "messages", "the last one is not the user's (expected: what the user asks)");
    }
    return CooperationQuestion.of(messages);
  }
}
