package dev.tutti.recording;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Json;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.ReplyCollector;
import java.util.List;

/**
 * Answer as JSON, as far as it has words: texts, reasoning, refusals and calls of tools, but no
 * vectors, logprobs or audio.
 */
final class AnswerJson {
  private AnswerJson() {}

  static String of(List<Chunk> chunks, Outcome outcome) {
    var collector = new ReplyCollector();
    for (var chunk : chunks) {
      for (var event : chunk.events()) {
        if (!(event instanceof ChatEvent.Logprobs || event instanceof ChatEvent.Extension)) {
          collector.add(event);
        }
      }
    }
    var reply = collector.reply();
    var json = Json.object().put("outcome", outcome.word()).put("model", reply.model());
    var choices = json.putArray("choices");
    for (var choice : reply.choices()) {
      var one = choices.addObject();
      one.put("text", choice.text()).put("reasoning", choice.reasoning());
      one.put("refusal", choice.refusal()).put("finish_reason", choice.finish().wire());
      var calls = one.putArray("tool_calls");
      choice
          .toolCalls()
          .forEach(
              call ->
                  calls.addObject().put("name", call.name()).put("arguments", call.arguments()));
    }
    return Json.text(json);
  }
}
