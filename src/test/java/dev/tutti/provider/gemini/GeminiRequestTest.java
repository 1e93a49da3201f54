package dev.tutti.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.provider.exchange.TestingExchange;
import dev.tutti.provider.spi.ProviderCredentials;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GeminiRequestTest {
  private static final Gemini GEMINI =
      new Gemini(ProviderCredentials.header("x-goog-api-key", "k"), TestingExchange.DIAGNOSIS);

  @Test
  void the_model_and_the_way_of_answering_are_in_the_path() {
    var whole = TestingExchange.chat(GEMINI, request(""));
    var streamed = TestingExchange.chat(GEMINI, request(", \"stream\": true"));

    assertThat(whole.outgoing("gemini-2.5-flash").path())
        .isEqualTo("/models/gemini-2.5-flash:generateContent");
    assertThat(streamed.outgoing("tunedModels/a b").path())
        .isEqualTo("/tunedModels/a%20b:streamGenerateContent?alt=sse");
    assertThat(whole.outgoing("gemini-2.5-flash").headers().getFirst().getKey())
        .isEqualTo("x-goog-api-key");
  }

  @Test
  void instructions_stand_apart_and_sides_take_turns() {
    var json =
        asked(
            """
            {"model": "m", "messages": [
              {"role": "system", "content": "Answer in rhyme."},
              {"role": "user", "content": "What floats?"},
              {"role": "assistant", "content": "A boat."},
              {"role": "user", "content": "And"},
              {"role": "developer", "content": "Be short."},
              {"role": "user", "content": "what sinks?"}]}
            """);

    assertThat(json.path("systemInstruction"))
        .isEqualTo(json("{'parts': [{'text': 'Answer in rhyme.'}, {'text': 'Be short.'}]}"));
    assertThat(json.path("contents"))
        .isEqualTo(
            json(
                """
                [{'role': 'user', 'parts': [{'text': 'What floats?'}]},
                 {'role': 'model', 'parts': [{'text': 'A boat.'}]},
                 {'role': 'user', 'parts': [{'text': 'And'}, {'text': 'what sinks?'}]}]
                """));
  }

  @Test
  void instructions_alone_are_what_the_user_says() {
    var json =
        asked("{\"model\": \"m\", \"messages\": [{\"role\": \"system\", \"content\": \"Sing.\"}]}");

    assertThat(json.path("contents"))
        .isEqualTo(json("[{'role': 'user', 'parts': [{'text': 'Sing.'}]}]"));
    assertThat(json.has("systemInstruction")).isFalse();
  }

  @Test
  void pictures_sound_and_documents_are_inline_and_addresses_are_files() {
    var json =
        asked(
            """
            {"model": "m", "messages": [{"role": "user", "content": [
              {"type": "text", "text": "Compare."},
              {"type": "image_url", "image_url": {"url": "data:image/png;base64,cG5n"}},
              {"type": "image_url", "image_url": {"url": "https://pics.example/a.JPG?size=2"}},
              {"type": "image_url", "image_url": {"url": "gs://bucket/b"}},
              {"type": "video_url", "video_url": {"url": "https://films.example/a.mp4"}},
              {"type": "input_audio", "input_audio": {"format": "mp3", "data": "bXAz"}},
              {"type": "file", "file": {"filename": "a.pdf",
                "file_data": "data:application/pdf;base64,cGRm"}},
              {"type": "file", "file": {"file_id": "https://files.example/f1",
                "format": "video/mp4"}}]}]}
            """);

    assertThat(json.path("contents").path(0).path("parts"))
        .isEqualTo(
            json(
                """
                [{'text': 'Compare.'},
                 {'inlineData': {'mimeType': 'image/png', 'data': 'cG5n'}},
                 {'fileData': {'fileUri': 'https://pics.example/a.JPG?size=2',
                    'mimeType': 'image/jpeg'}},
                 {'fileData': {'fileUri': 'gs://bucket/b'}},
                 {'fileData': {'fileUri': 'https://films.example/a.mp4', 'mimeType': 'video/mp4'}},
                 {'inlineData': {'mimeType': 'audio/mp3', 'data': 'bXAz'}},
                 {'inlineData': {'mimeType': 'application/pdf', 'data': 'cGRm'}},
                 {'fileData': {'fileUri': 'https://files.example/f1', 'mimeType': 'video/mp4'}}]
                """));
  }

  @Test
  void a_part_without_a_form_in_gemini_is_refused() {
    assertThatThrownBy(
            () ->
                asked(
                    """
                    {"model": "m", "messages": [{"role": "user", "content": [
                      {"type": "text", "text": "Look"}, {"type": "hologram"}]}]}
                    """))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "messages[0].content[1].type: \"hologram\" (expected by this model: text, image_url,"
                + " input_audio, video_url or file)");
  }

  @Test
  void calls_and_their_results_keep_ids_names_and_signatures() {
    var json =
        asked(
            """
            {"model": "m", "messages": [
              {"role": "user", "content": "Compare the tides."},
              {"role": "assistant", "content": null, "tool_calls": [
                {"id": "c1", "type": "function",
                 "function": {"name": "tide", "arguments": "{\\"port\\": \\"Brest\\"}"},
                 "extra_content": {"google": {"thought_signature": "c2ln"}}},
                {"id": "c2", "type": "function", "function": {"name": "tide", "arguments": ""}}]},
              {"role": "tool", "tool_call_id": "c1", "content": "{\\"metres\\": 6.1}"},
              {"role": "tool", "tool_call_id": "c2", "content": "{no such port}"}]}
            """);

    assertThat(json.path("contents"))
        .isEqualTo(
            json(
                """
                [{'role': 'user', 'parts': [{'text': 'Compare the tides.'}]},
                 {'role': 'model', 'parts': [
                   {'functionCall': {'id': 'c1', 'name': 'tide', 'args': {'port': 'Brest'}},
                    'thoughtSignature': 'c2ln'},
                   {'functionCall': {'id': 'c2', 'name': 'tide', 'args': {}}}]},
                 {'role': 'user', 'parts': [
                   {'functionResponse': {'id': 'c1', 'name': 'tide', 'response': {'metres': 6.1}}},
                   {'functionResponse': {'id': 'c2', 'name': 'tide',
                     'response': {'output': '{no such port}'}}}]}]
                """));
  }

  @Test
  void calls_of_another_model_are_marked_for_models_that_ask_for_signatures() {
    var chat =
        TestingExchange.chat(
            GEMINI,
            """
            {"model": "m", "messages": [
              {"role": "user", "content": "Go"},
              {"role": "assistant", "tool_calls": [{"id": "c1", "type": "function",
                "function": {"name": "go", "arguments": "{}"}}]},
              {"role": "tool", "tool_call_id": "c1", "content": "gone"}]}
            """);

    assertThat(call(chat.asked("gemini-3.1-pro-preview")).path("thoughtSignature").asString())
        .isEqualTo("skip_thought_signature_validator");
    assertThat(call(chat.asked("gemini-2.5-flash")).has("thoughtSignature")).isFalse();
  }

  private static JsonNode call(JsonNode request) {
    return request.path("contents").path(1).path("parts").path(0);
  }

  @Test
  void an_earlier_answer_is_shown_again_with_what_only_gemini_knows() {
    var json =
        asked(
            """
            {"model": "m", "messages": [
              {"role": "user", "content": "Draw"},
              {"role": "assistant", "content": "Done.",
               "images": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,cA=="}}],
               "google_parts": [{"executableCode": {"language": "PYTHON", "code": "draw()"}}],
               "extra_content": {"google": {"thought_signature": "c2ln"}}},
              {"role": "user", "content": "Again"}]}
            """);

    assertThat(json.path("contents").path(1).path("parts"))
        .isEqualTo(
            json(
                """
                [{'executableCode': {'language': 'PYTHON', 'code': 'draw()'}},
                 {'inlineData': {'mimeType': 'image/png', 'data': 'cA=='}},
                 {'text': 'Done.', 'thoughtSignature': 'c2ln'}]
                """));
  }

  @Test
  void results_of_no_call_are_refused() {
    assertThatThrownBy(
            () ->
                asked(
                    """
                    {"model": "m", "messages": [
                      {"role": "tool", "tool_call_id": "c9", "content": "x"}]}
                    """))
        .hasMessageStartingWith("messages[0].tool_call_id: \"c9\" (expected: the id of a call");
  }

  @Test
  void tools_are_declared_and_chosen() {
    var json =
        asked(
            request(
                """
                , "tools": [
                  {"type": "function", "function": {"name": "tide", "description": "Height",
                    "parameters": {"type": "object", "properties": {"port": {"const": "Brest"}}}}},
                  {"google_search": {}}, {"type": "code_execution"}],
                "tool_choice": {"type": "function", "function": {"name": "tide"}}
                """));

    assertThat(json.path("tools"))
        .isEqualTo(
            json(
                """
                [{'google_search': {}}, {'code_execution': {}},
                 {'functionDeclarations': [{'name': 'tide', 'description': 'Height',
                   'parametersJsonSchema':
                     {'type': 'object', 'properties': {'port': {'const': 'Brest'}}}}]}]
                """));
    assertThat(json.path("toolConfig"))
        .isEqualTo(
            json("{'functionCallingConfig': {'mode': 'ANY', 'allowedFunctionNames': ['tide']}}"));
  }

  @Test
  void sampling_and_the_form_of_the_answer_are_configured() {
    var json =
        asked(
            request(
                """
                , "max_completion_tokens": 50, "temperature": 0.5, "top_p": 0.9, "n": 2,
                "stop": "END", "seed": 5000000000, "presence_penalty": 1, "frequency_penalty": -1,
                "logprobs": true, "top_logprobs": 3, "modalities": ["text", "image"], "top_k": 40,
                "response_format": {"type": "json_schema", "json_schema":
                  {"name": "port", "schema": {"type": "object"}}}
                """));

    assertThat(json.path("generationConfig"))
        .isEqualTo(
            json(
                """
                {'maxOutputTokens': 50, 'temperature': 0.5, 'topP': 0.9,
                 'presencePenalty': 1.0, 'frequencyPenalty': -1.0, 'seed': 705032705,
                 'stopSequences': ['END'], 'candidateCount': 2,
                 'responseLogprobs': true, 'logprobs': 3, 'responseModalities': ['TEXT', 'IMAGE'],
                 'responseMimeType': 'application/json', 'responseJsonSchema': {'type': 'object'},
                 'topK': 40}
                """));
  }

  @Test
  void an_effort_is_a_budget_or_a_level() {
    var high = TestingExchange.chat(GEMINI, request(", \"reasoning_effort\": \"high\""));
    var none = TestingExchange.chat(GEMINI, request(", \"reasoning_effort\": \"none\""));

    assertThat(thinking(high.asked("gemini-2.5-flash")))
        .isEqualTo(json("{'thinkingBudget': 24576, 'includeThoughts': true}"));
    assertThat(thinking(high.asked("gemini-3-flash-preview")))
        .isEqualTo(json("{'thinkingLevel': 'high', 'includeThoughts': true}"));
    assertThat(thinking(none.asked("gemini-2.5-pro")))
        .isEqualTo(json("{'thinkingBudget': 128, 'includeThoughts': false}"));
    assertThat(thinking(none.asked("gemini-3.1-pro-preview")).path("thinkingLevel").asString())
        .isEqualTo("low");
    assertThatThrownBy(() -> asked(request(", \"reasoning_effort\": \"heroic\"")))
        .hasMessageStartingWith("reasoning_effort: \"heroic\" (expected: none, minimal");
  }

  private static JsonNode thinking(JsonNode request) {
    return request.path("generationConfig").path("thinkingConfig");
  }

  @Test
  void what_the_caller_says_in_geminis_words_wins() {
    var json =
        asked(
            request(
                """
                , "temperature": 1, "reasoning_effort": "low",
                "service_tier": "flex", "safety_settings": [{"category": "HARM_CATEGORY_HARASSMENT"}],
                "generation_config": {"temperature": 0, "media_resolution": "LOW"},
                "extra_body": {"google": {"cached_content": "cachedContents/1",
                  "thinking_config": {"thinking_budget": 7}}}
                """));

    assertThat(json.path("safetySettings").path(0).path("category").asString())
        .isEqualTo("HARM_CATEGORY_HARASSMENT");
    assertThat(json.path("serviceTier").asString()).isEqualTo("flex");
    assertThat(json.path("cachedContent").asString()).isEqualTo("cachedContents/1");
    assertThat(json.path("generationConfig"))
        .isEqualTo(
            json(
                """
                {'temperature': 0, 'thinkingConfig': {'thinking_budget': 7},
                 'mediaResolution': 'LOW'}
                """));
  }

  private static JsonNode asked(String request) {
    return TestingExchange.chat(GEMINI, request).asked("gemini-2.5-flash");
  }

  private static String request(String more) {
    return "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]%s}"
        .formatted(more);
  }

  private static JsonNode json(String text) {
    return Json.tree(text.replace('\'', '"'));
  }
}
