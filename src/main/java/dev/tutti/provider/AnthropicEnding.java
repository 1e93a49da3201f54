package dev.tutti.provider;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatEvent.Extension;
import dev.tutti.chat.ChatEvent.Finish;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Why an answer of Anthropic's ended, and what is said about it beside its content. */
final class AnthropicEnding {
  private static final List<String> MEMBERS =
      List.of("stop_sequence", "stop_details", "container", "context_management");

  /** Reasons that OpenAI's words do not tell apart. */
  private static final Set<String> PRECISE = Set.of("pause_turn", "model_context_window_exceeded");

  private final ObjectNode members = Json.object();
  private String reason = "end_turn";

  /** Takes what an object says about the ending; what it does not say stays as it was. */
  void note(JsonNode json) {
    reason = json.path("stop_reason").asString(reason);
    for (var name : MEMBERS) {
      if (json.hasNonNull(name)) {
        members.set(name, json.get(name));
      }
    }
  }

  void say(AnthropicContent content, List<ChatEvent> out) {
    members.forEachEntry((name, value) -> out.add(new Extension(0, name, value)));
    var finish = FinishReason.of(reason);
    // Calls that Anthropic's own tools made were answered: the caller need not.
    boolean beside = finish == FinishReason.STOP && content.calls() > 0;
    if (beside || PRECISE.contains(reason)) {
      out.add(new Extension(0, "stop_reason", StringNode.valueOf(reason)));
    }
    boolean answered = finish == FinishReason.TOOL_CALLS && content.calls() == 0;
    out.add(new Finish(0, answered ? FinishReason.STOP : finish));
  }
}
