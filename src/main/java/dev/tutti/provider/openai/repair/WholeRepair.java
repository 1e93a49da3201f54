package dev.tutti.provider.openai.repair;

import dev.tutti.chat.AnswerCallIds;
import dev.tutti.chat.Json;
import dev.tutti.provider.translate.TokenMeter;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Repair of whole answers, which makes a regular one of one that is not, and keeps what it does not
 * know.
 */
public final class WholeRepair {
  private final AnswerShape shape;
  private final AnswerHead head;
  private final MessageRepair messages;

  public WholeRepair(AnswerShape shape, AnswerHead head, TokenMeter meter) {
    this.shape = shape;
    this.head = head;
    this.messages = new MessageRepair(meter);
  }

  /** Repairs it in place. */
  public ObjectNode mend(ObjectNode answer) {
    ChunkRepair.mendHead(answer, head);
    if (answer.path("usage").isNull()) {
      answer.remove("usage");
    }
    var choices = Json.object().putArray("choices");
    for (var each : answer.path("choices")) {
      if (each instanceof ObjectNode choice) {
        choice(choice, choices.size());
        choices.add(choice);
      }
    }
    answer.set("choices", choices);
    return answer;
  }

  private void choice(ObjectNode choice, int index) {
    if (!choice.path("index").isIntegralNumber()) {
      choice.put("index", index);
    }
    ChunkRepair.mendLogprobs(choice, shape);
    if (!choice.has("logprobs")) {
      choice.putNull("logprobs");
    }
    boolean calling = shape.isChat() && message(choice);
    if (FinishWord.mend(choice, calling).isEmpty()) {
      choice.put("finish_reason", calling ? "tool_calls" : "stop");
    }
    if (!shape.isChat() && !choice.path("text").isString()) {
      choice.put("text", choice.path("text").asString(""));
    }
  }

  /** Repairs the message; whether it calls tools. */
  private boolean message(ObjectNode choice) {
    var message =
        choice.path("message") instanceof ObjectNode given ? given : choice.putObject("message");
    messages.mend(message);
    message.put("role", "assistant");
    for (var name : List.of("content", "refusal")) {
      if (!message.has(name)) {
        message.putNull(name);
      }
    }
    int calls = 0;
    var ids = new AnswerCallIds();
    for (var each : message.path("tool_calls")) {
      if (each instanceof ObjectNode call) {
        call(call, ids);
        calls++;
      }
    }
    if (calls == 0) {
      message.remove("tool_calls");
    }
    return calls > 0;
  }

  private void call(ObjectNode call, AnswerCallIds ids) {
    if (call.path("type").asString("function").equals("custom")) {
      return;
    }
    var function =
        call.path("function") instanceof ObjectNode given ? given : call.putObject("function");
    function.put("arguments", messages.arguments(function));
    if (!function.path("name").isString()) {
      function.put("name", "");
    }
    call.put("type", "function");
    call.put("id", ids.next(call.path("id").asString(""), () -> "call_" + head.token()));
  }
}
