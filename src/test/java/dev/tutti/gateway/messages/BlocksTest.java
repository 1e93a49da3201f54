package dev.tutti.gateway.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.ChatEvent.ToolCall;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class BlocksTest {
  private final Recorded recorded = new Recorded();
  private final Blocks blocks = new Blocks("req_1", _ -> false, recorded);

  @Test
  void one_block_is_open_at_a_time() {
    blocks.thinking("Hm");
    blocks.thinking(".");
    blocks.text("Hello");
    blocks.tool(new ToolCall(0, 0, "a", "t", "{}"));
    blocks.end();
    assertThat(recorded.said)
        .containsExactly(
            "+0 thinking",
            "0 thinking_delta Hm",
            "0 thinking_delta .",
            "-0",
            "+1 text",
            "1 text_delta Hello",
            "-1",
            "+2 tool_use",
            "2 input_json_delta {}",
            "-2");
  }

  @Test
  void calls_side_by_side_come_one_after_the_other() {
    blocks.tool(new ToolCall(0, 0, "a", "t", "{\"x\":"));
    blocks.tool(new ToolCall(0, 1, "b", "u", "{\"y\":"));
    blocks.text("beside");
    blocks.tool(new ToolCall(0, 0, "", "", "\"}\"}"));
    blocks.tool(new ToolCall(0, 1, "", "", "2}"));
    blocks.end();
    assertThat(recorded.said)
        .containsExactly(
            "+0 tool_use",
            "0 input_json_delta {\"x\":",
            "0 input_json_delta \"}\"}",
            "-0",
            "+1 tool_use",
            "1 input_json_delta {\"y\":",
            "1 input_json_delta 2}",
            "-1",
            "+2 text",
            "2 text_delta beside",
            "-2");
  }

  @Test
  void what_is_cited_belongs_to_one_block_of_text() {
    blocks.text("Asia: ");
    blocks.extension("citations", Json.array());
    blocks.extension("citations", Json.tree("[{\"type\":\"page_location\"}]"));
    blocks.text("higher");
    blocks.end();
    assertThat(recorded.said).containsSubsequence("0 text_delta Asia: ", "-0", "+1 text", "-1");
    assertThat(recorded.said).contains("1 text_delta higher").doesNotContain("0 text_delta higher");
  }

  @Test
  void a_call_without_input_waits_for_none() {
    blocks.tool(new ToolCall(0, 0, "", "t", ""));
    blocks.tool(new ToolCall(0, 1, "b", "u", "{}"));
    blocks.end();
    assertThat(recorded.said)
        .containsExactly("+0 tool_use", "-0", "+1 tool_use", "1 input_json_delta {}", "-1");
    assertThat(recorded.ids).containsExactly("toolu_req_1_0", "b");
  }

  @Test
  void a_signature_ends_its_reasoning() {
    var thought = Json.tree("[{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"s\"}]");
    blocks.thinking("Hm");
    blocks.extension("thinking_blocks", thought);
    blocks.thinking("Again");
    blocks.extension(
        "thinking_blocks", Json.tree("[{\"type\":\"redacted_thinking\",\"data\":\"d\"}]"));
    blocks.end();
    assertThat(recorded.said)
        .containsExactly(
            "+0 thinking",
            "0 thinking_delta Hm",
            "0 signature_delta s",
            "-0",
            "+1 thinking",
            "1 thinking_delta Again",
            "-1",
            "+2 redacted_thinking",
            "-2");
  }

  private static final class Recorded implements BlockSink {
    private final List<String> said = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    @Override
    public void open(int index, ObjectNode block) {
      said.add("+" + index + " " + block.path("type").asString());
      ids.add(block.path("id").asString(""));
    }

    @Override
    public void grow(int index, Delta delta, JsonNode value) {
      said.add(index + " " + delta.type() + " " + (value.isString() ? value.asString() : value));
    }

    @Override
    public void close(int index) {
      said.add("-" + index);
    }
  }
}
