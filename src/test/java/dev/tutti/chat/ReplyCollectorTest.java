package dev.tutti.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReplyCollectorTest {

  @Test
  void what_a_call_says_beyond_our_words_is_kept() {
    var signature = Json.object();
    signature.putObject("extra_content").putObject("google").put("thought_signature", "c2ln");
    var collector = new ReplyCollector();
    collector.add(new ChatEvent.ToolCall(0, 0, "c1", "tide", "{", signature));
    collector.add(new ChatEvent.ToolCall(0, 0, "", "", "}"));

    var call = collector.reply().toolCalls().getFirst();

    assertThat(call.arguments()).isEqualTo("{}");
    assertThat(call.extensions()).isEqualTo(signature);
  }

  @Test
  void members_of_a_call_in_openais_dialect_are_kept_too() {
    var chunk =
        """
        {"choices": [{"index": 0, "delta": {"tool_calls": [{"index": 0, "id": "c1",
          "type": "function", "function": {"name": "tide", "arguments": "{}"},
          "extra_content": {"google": {"thought_signature": "c2ln"}}}]}}]}
        """;
    var collector = new ReplyCollector();

    OpenAiEvents.ofChunk(JsonBody.parse(chunk.getBytes(StandardCharsets.UTF_8)))
        .forEach(collector::add);

    assertThat(Json.text(collector.reply().toolCalls().getFirst().extensions()))
        .isEqualTo("{\"extra_content\":{\"google\":{\"thought_signature\":\"c2ln\"}}}");
  }
}
