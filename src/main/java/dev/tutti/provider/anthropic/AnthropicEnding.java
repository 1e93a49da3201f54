package dev.tutti.provider.anthropic;

import dev.tutti.chat.AnthropicWords;
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

/** Stop reason of an answer of Anthropic's, with the members that are told beside its content. */
final class AnthropicEnding {
  /** Reasons that OpenAI has words for; others are told beside them. */
  private static final Set<String> COMMON =
      Set.of("end_turn", "stop_sequence", "max_tokens", "tool_use", "refusal");

  private final ObjectNode members = Json.object();
  private String reason = "end_turn";

  /** Takes what an object says about the ending; what it does not say stays as it was. */
  void note(JsonNode json) {
    reason = json.path("stop_reason").asString(reason);
    note(json, AnthropicWords.ENDINGS);
    note(json, AnthropicWords.ASIDES);
  }

  private void note(JsonNode json, List<String> names) {
    for (var name : names) {
      if (json.hasNonNull(name)) {
        members.set(name, json.get(name));
      }
    }
  }

  /** Says what is said beside the content and was not said yet. */
  void sayMembers(List<ChatEvent> out) {
    members.forEachEntry((name, value) -> out.add(new Extension(0, name, value)));
    members.removeAll();
  }

  void say(AnthropicContent content, List<ChatEvent> out) {
    sayMembers(out);
    var finish = FinishReason.of(reason);
    // Calls that Anthropic's own tools made were answered: the caller need not.
    boolean beside = finish == FinishReason.STOP && content.calls() > 0;
    if (beside || !COMMON.contains(reason)) {
      out.add(new Extension(0, "stop_reason", StringNode.valueOf(reason)));
    }
    boolean answered = finish == FinishReason.TOOL_CALLS && content.calls() == 0;
    out.add(new Finish(0, answered ? FinishReason.STOP : finish));
  }
}
