package dev.tutti.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.provider.exchange.TestingExchange;
import dev.tutti.provider.spi.ProviderCredentials;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OllamaRequestTest {
  private static final Ollama OLLAMA =
      new Ollama(ProviderCredentials.none(), TestingExchange.DIAGNOSIS);

  @Test
  void a_conversation_is_text_with_pictures_beside_it() {
    var json =
        asked(
            """
            {"model": "m", "messages": [
              {"role": "developer", "content": "Be kind."},
              {"role": "user", "content": [{"type": "text", "text": "What bird "},
                {"type": "image_url", "image_url": {"url": "data:image/png;base64,cG5n"}},
                {"type": "text", "text": "is it?"}]}]}
            """);

    assertThat(json)
        .isEqualTo(
            json(
                """
                {'model': 'qwen3', 'stream': false, 'messages': [
                  {'role': 'system', 'content': 'Be kind.'},
                  {'role': 'user', 'content': 'What bird is it?', 'images': ['cG5n']}]}
                """));
  }

  @Test
  void calls_have_objects_and_results_have_names() {
    var json =
        asked(
            """
            {"model": "m", "messages": [
              {"role": "user", "content": "Which bird?"},
              {"role": "assistant", "content": null, "reasoning_content": "Look it up.",
               "tool_calls": [{"id": "c1", "type": "function",
                 "function": {"name": "guide", "arguments": "{\\"wings\\": 2}"}}]},
              {"role": "tool", "tool_call_id": "c1", "content": "a wren"}]}
            """);

    assertThat(json.path("messages").path(1))
        .isEqualTo(
            json(
                """
                {'role': 'assistant', 'content': '', 'thinking': 'Look it up.', 'tool_calls': [
                  {'id': 'c1', 'function': {'name': 'guide', 'arguments': {'wings': 2}}}]}
                """));
    assertThat(json.path("messages").path(2))
        .isEqualTo(
            json(
                """
                {'role': 'tool', 'content': 'a wren', 'tool_name': 'guide', 'tool_call_id': 'c1'}
                """));
  }

  @Test
  void what_ollama_cannot_see_or_hear_is_refused() {
    assertThatThrownBy(
            () ->
                asked(
                    """
                    {"model": "m", "messages": [{"role": "user", "content": [
                      {"type": "image_url", "image_url": {"url": "https://pics.example/wren"}}]}]}
                    """))
        .hasMessageStartingWith("messages[0].content[0].image_url.url: an address");
    assertThatThrownBy(
            () ->
                asked(
                    """
                    {"model": "m", "messages": [{"role": "user", "content": [
                      {"type": "input_audio", "input_audio": {"data": "YQ=="}}]}]}
                    """))
        .hasMessage(
            "messages[0].content[0].type: \"input_audio\" (expected by this model: text or"
                + " image_url)");
    assertThatThrownBy(() -> asked(request(", \"n\": 2")))
        .hasMessage("n: 2 (expected by this model: 1)");
  }

  @Test
  void options_are_joined_with_the_callers() {
    var json =
        asked(
            request(
                """
                , "stream": true, "max_tokens": 9, "temperature": 1, "top_p": 0.5, "seed": 7,
                "stop": ["END"], "frequency_penalty": 0.5, "top_k": 3, "keep_alive": "5m",
                "options": {"temperature": 0, "num_gpu": 1}, "reasoning_effort": "minimal",
                "logprobs": true, "top_logprobs": 2,
                "response_format": {"type": "json_object"}
                """));

    assertThat(json)
        .isEqualTo(
            json(
                """
                {'model': 'qwen3', 'messages': [{'role': 'user', 'content': 'Hi'}], 'stream': true,
                 'format': 'json', 'think': 'low', 'logprobs': true, 'top_logprobs': 2,
                 'options': {'num_predict': 9, 'temperature': 0, 'top_p': 0.5, 'seed': 7,
                   'frequency_penalty': 0.5, 'stop': ['END'], 'top_k': 3, 'num_gpu': 1},
                 'keep_alive': '5m'}
                """));
  }

  @Test
  void a_schema_is_the_format() {
    var json =
        asked(
            request(
                """
                , "reasoning_effort": "none", "response_format": {"type": "json_schema",
                  "json_schema": {"name": "bird", "schema": {"type": "object"}}}
                """));

    assertThat(json.path("format")).isEqualTo(json("{'type': 'object'}"));
    assertThat(json.path("think").asBoolean(true)).isFalse();
  }

  @Test
  void only_the_named_tool_is_offered_and_none_if_none_is_wanted() {
    var tools =
        """
        , "tools": [
          {"type": "function", "function": {"name": "guide", "description": "Birds"}},
          {"type": "function", "function": {"name": "map"}}], "tool_choice": %s
        """;

    assertThat(asked(request(tools.formatted("\"required\""))).path("tools")).hasSize(2);
    assertThat(asked(request(tools.formatted("\"none\""))).has("tools")).isFalse();
    assertThat(
            asked(
                    request(
                        tools.formatted(
                            "{\"type\":\"function\",\"function\":{\"name\":\"guide\"}}")))
                .path("tools"))
        .isEqualTo(
            json(
                """
                [{'type': 'function', 'function': {'name': 'guide', 'description': 'Birds',
                  'parameters': {'type': 'object', 'properties': {}}}}]
                """));
    assertThatThrownBy(() -> asked(request(", \"tools\": [{\"type\": \"web_search\"}]")))
        .hasMessage("tools: \"web_search\" (expected by this model: function or custom)");
  }

  @Test
  void a_completion_is_generated() {
    var exchange =
        TestingExchange.of(
            OLLAMA,
            Operation.TEXT_COMPLETION,
            "{\"model\": \"m\", \"prompt\": \"Once\", \"suffix\": \"end.\", \"max_tokens\": 4}");

    assertThat(exchange.outgoing("qwen3").path()).isEqualTo("/api/generate");
    assertThat(exchange.asked("qwen3"))
        .isEqualTo(
            json(
                """
                {'model': 'qwen3', 'prompt': 'Once', 'suffix': 'end.', 'stream': false,
                 'options': {'num_predict': 4}}
                """));
  }

  @Test
  void texts_are_embedded() {
    var exchange =
        TestingExchange.of(
            OLLAMA,
            Operation.EMBEDDINGS,
            "{\"model\": \"m\", \"input\": \"wren\", \"dimensions\": 64, \"truncate\": false}");

    assertThat(exchange.outgoing("nomic").path()).isEqualTo("/api/embed");
    assertThat(exchange.asked("nomic"))
        .isEqualTo(
            json("{'model': 'nomic', 'input': ['wren'], 'dimensions': 64, 'truncate': false}"));
  }

  private static JsonNode asked(String request) {
    return TestingExchange.chat(OLLAMA, request).asked("qwen3");
  }

  private static String request(String more) {
    return "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]%s}"
        .formatted(more);
  }

  private static JsonNode json(String text) {
    return Json.tree(text.replace('\'', '"'));
  }
}
