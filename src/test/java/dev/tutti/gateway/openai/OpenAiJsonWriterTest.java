package dev.tutti.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenAiJsonWriterTest {
  private final OpenAiJsonWriter json =
      new OpenAiJsonWriter(ChatRequest.builder("m").user("Hi").build(), "r1", 0, true);

  @Test
  void every_choice_begins_with_its_role() {
    assertThat(
            deltas(
                new ChatEvent.Start("a1", "up"),
                new ChatEvent.Text(0, "Yes"),
                new ChatEvent.Text(1, "No"),
                new ChatEvent.Finish(0, FinishReason.STOP),
                new ChatEvent.Finish(1, FinishReason.STOP)))
        .containsExactly(
            "{\"role\":\"assistant\",\"content\":\"\"}",
            "{\"content\":\"Yes\"}",
            "{\"role\":\"assistant\",\"content\":\"No\"}",
            "{}",
            "{}");
  }

  @Test
  void a_call_shows_what_is_beyond_our_words() {
    var extensions = Json.object().put("signature", "c2ln");

    assertThat(deltas(new ChatEvent.ToolCall(0, 0, "c1", "tide", "{}", extensions)))
        .containsExactly(
            "{\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"id\":\"c1\","
                + "\"type\":\"function\",\"function\":{\"name\":\"tide\",\"arguments\":\"{}\"},"
                + "\"signature\":\"c2ln\"}]}");
  }

  private List<String> deltas(ChatEvent... events) {
    var all = new ArrayList<String>();
    for (var event : events) {
      var chunk = json.chunk(event);
      if (chunk != null) {
        all.add(Json.text(chunk.path("choices").path(0).path("delta")));
      }
    }
    return all;
  }
}
