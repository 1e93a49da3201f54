package dev.tutti.provider.openai;

import static dev.tutti.provider.openai.TestingOpenAi.adapter;
import static dev.tutti.provider.openai.TestingOpenAi.chat;
import static dev.tutti.provider.openai.TestingOpenAi.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.provider.spi.OpenAiQuirks;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenAiRequestTest {

  @Test
  void changes_nothing_but_the_model() {
    var body =
        "{ \"model\" : \"fast\", \"messages\":[ {\"role\":\"user\",\"content\":\"\\u00e9\"} ],"
            + " \"temperature\":0.70, \"x_unknown\": {\"a\":1e2} }";
    assertThat(sent(request(Operation.CHAT, body), OpenAiQuirks.NONE))
        .isEqualTo(body.replace("\"fast\"", "\"upstream-model\""));
  }

  @Test
  void always_asks_for_the_usage_of_a_stream() {
    var sent = json(chat("\"stream\":true"), OpenAiQuirks.NONE);
    assertThat(sent.path("stream_options").path("include_usage").asBoolean()).isTrue();
  }

  @Test
  void keeps_other_options_of_a_stream() {
    var request =
        chat(
            "\"stream\":true",
            "\"stream_options\":{\"include_usage\":false,\"include_obfuscation\":false}");
    assertThat(json(request, OpenAiQuirks.NONE).path("stream_options"))
        .isEqualTo(Json.tree("{\"include_usage\":true,\"include_obfuscation\":false}"));
  }

  @Test
  void leaves_a_stream_alone_whose_usage_was_asked_for() {
    var request = chat("\"stream\":true", "\"stream_options\": { \"include_usage\": true }");
    assertThat(sent(request, OpenAiQuirks.NONE))
        .contains("\"stream_options\": { \"include_usage\": true }");
  }

  @Test
  void does_not_ask_an_upstream_that_refuses_to_be_asked() {
    var quirks = OpenAiQuirks.COMPATIBLE.without("stream_options");
    assertThat(json(chat("\"stream\":true"), quirks).has("stream_options")).isFalse();
    var asking = chat("\"stream\":true", "\"stream_options\":{\"include_usage\":true}");
    assertThat(json(asking, quirks).has("stream_options")).isFalse();
  }

  @Test
  void calls_a_developer_system_where_the_role_is_not_known() {
    var request =
        request(
            Operation.CHAT,
            "{\"model\":\"fast\",\"messages\":[{\"role\":\"developer\",\"content\":\"x\",\"y\":1}]}");
    assertThat(json(request, OpenAiQuirks.COMPATIBLE).path("messages").path(0))
        .isEqualTo(Json.tree("{\"role\":\"system\",\"content\":\"x\",\"y\":1}"));
    assertThat(json(request, OpenAiQuirks.NONE).path("messages").path(0).path("role").asString())
        .isEqualTo("developer");
  }

  @Test
  void says_the_most_tokens_in_the_word_that_is_known() {
    var quirks = OpenAiQuirks.COMPATIBLE.tokenLimit("max_tokens");
    var sent = json(chat("\"max_completion_tokens\":7"), quirks);
    assertThat(sent.path("max_tokens").asInt()).isEqualTo(7);
    assertThat(sent.has("max_completion_tokens")).isFalse();
    var both = json(chat("\"max_completion_tokens\":7", "\"max_tokens\":9"), quirks);
    assertThat(both.path("max_tokens").asInt()).isEqualTo(9);
    assertThat(both.has("max_completion_tokens")).isFalse();
  }

  @Test
  void asks_each_operation_at_its_path() {
    var adapter = adapter(OpenAiQuirks.NONE);
    assertThat(adapter.outgoing(chat(), "m").path()).isEqualTo("/chat/completions");
    var completion = request(Operation.TEXT_COMPLETION, "{\"model\":\"m\",\"prompt\":\"x\"}");
    assertThat(adapter.outgoing(completion, "m").path()).isEqualTo("/completions");
    var embeddings = request(Operation.EMBEDDINGS, "{\"model\":\"m\",\"input\":\"x\"}");
    assertThat(adapter.outgoing(embeddings, "m").path()).isEqualTo("/embeddings");
  }

  @Test
  void puts_the_model_into_a_path_that_names_it() {
    var adapter = adapter(OpenAiQuirks.NONE.path("/deployments/{model}{operation}?v=1"));
    assertThat(adapter.outgoing(chat(), "a/b c").path())
        .isEqualTo("/deployments/a%2Fb%20c/chat/completions?v=1");
  }

  private static JsonNode json(ChatRequest request, OpenAiQuirks quirks) {
    return Json.tree(sent(request, quirks));
  }

  private static String sent(ChatRequest request, OpenAiQuirks quirks) {
    var outgoing = adapter(quirks).outgoing(request, "upstream-model");
    return new String(outgoing.body().bytes(), StandardCharsets.UTF_8);
  }
}
