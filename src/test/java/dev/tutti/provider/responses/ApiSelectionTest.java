package dev.tutti.provider.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonEdits;
import dev.tutti.chat.Operation;
import dev.tutti.chat.ResponsesForm;
import dev.tutti.provider.Presets;
import dev.tutti.provider.TestingClock;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.error.ErrorTable;
import dev.tutti.provider.openai.TestingOpenAi;
import dev.tutti.provider.spi.Access;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.spi.ResponsesSettings;
import dev.tutti.provider.spi.ResponsesUse;
import dev.tutti.provider.spi.Secret;
import dev.tutti.testing.KnownFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@KnownFault("GATEWAY-F3")
class ApiSelectionTest {
  private static final ChatRequest PLAIN = request("");
  private static final ChatRequest TOOLS =
      request(",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]");
  private static final ChatRequest WRITTEN =
      PLAIN.with(ResponsesForm.of(Json.object().put("input", "hi")));

  private static ChatRequest request(String members) {
    var text =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + members + "}";
    return ChatRequest.parse(Operation.CHAT, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Adapter adapter(
      String preset, ResponsesUse use, Map<String, ResponsesUse> models) {
    return adapter(preset, "http://127.0.0.1:9/v1", new ResponsesSettings(use, models));
  }

  private static Adapter adapter(String preset, String address, ResponsesSettings settings) {
    return adapter(preset, address, settings, TestingOpenAi.CLOCK);
  }

  private static Adapter adapter(
      String preset, String address, ResponsesSettings settings, InstantSource clock) {
    var access = new Access(address, Secret.of("k"), "", Map.of(), settings, clock);
    return Presets.load().connect(preset, access).adapter();
  }

  private static String path(Adapter adapter, ChatRequest request, String model) {
    return adapter.outgoing(request, model).path();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-5-codex",
        "gpt-5.1-codex-max",
        "codex-mini-latest",
        "o1-pro",
        "o3-pro-2025-06-10",
        "gpt-5-pro",
        "gpt-5.2-pro-2025-12-11",
        "o3-deep-research",
        "computer-use-preview"
      })
  void models_that_need_it_are_asked_there(String model) {
    assertThat(path(adapter("openai", ResponsesUse.AUTO, Map.of()), PLAIN, model))
        .isEqualTo("/responses");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4o", "gpt-5", "gpt-5.6-luna", "o3", "o4-mini", "gpt-5-chat-latest"})
  void others_are_asked_where_the_caller_asks(String model) {
    var adapter = adapter("openai", ResponsesUse.AUTO, Map.of());
    assertThat(path(adapter, PLAIN, model)).isEqualTo("/chat/completions");
    assertThat(path(adapter, WRITTEN, model)).isEqualTo("/responses");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-5.6-luna,true",
    "gpt-5.4,true",
    "gpt-5.5-2026-04-24,true",
    "gpt-6,true",
    "gpt-5.3-chat,false",
    "gpt-5.4-chat-latest,false",
    "gpt-5.1,false",
    "gpt-4o,false"
  })
  void functions_of_newer_models_need_it_unless_they_do_not_reason(String model, boolean needed) {
    var adapter = adapter("openai", ResponsesUse.AUTO, Map.of());
    assertThat(adapter.speaksResponses(TOOLS, model)).isEqualTo(needed);
    var quiet = TOOLS.edited(JsonEdits.none().set("reasoning_effort", "none"));
    assertThat(adapter.speaksResponses(quiet, model)).isFalse();
  }

  @Test
  void a_setting_decides_for_a_provider_and_for_a_model() {
    var never = adapter("openai", ResponsesUse.NEVER, Map.of("b", ResponsesUse.ALWAYS));
    assertThat(path(never, WRITTEN, "o3-pro")).isEqualTo("/chat/completions");
    assertThat(path(never, PLAIN, "b")).isEqualTo("/responses");
    var compatible = adapter("openai-compatible", ResponsesUse.ALWAYS, Map.of());
    assertThat(path(compatible, PLAIN, "m")).isEqualTo("/responses");
    var one = adapter("xai", ResponsesUse.AUTO, Map.of("grok-4", ResponsesUse.ALWAYS));
    assertThat(path(one, PLAIN, "grok-4")).isEqualTo("/responses");
    assertThat(path(one, WRITTEN, "grok-3")).isEqualTo("/chat/completions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai-compatible", "deepseek", "openrouter", "mistral", "groq"})
  void other_presets_stay_where_they_are(String preset) {
    var adapter = adapter(preset, ResponsesUse.AUTO, Map.of());
    assertThat(path(adapter, WRITTEN, "gpt-5-codex")).isEqualTo("/chat/completions");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This model is only supported in v1/responses and not in v1/chat/completions.",
        "This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did"
            + " you mean to use v1/completions?",
        "The chatCompletion operation does not work with the specified model, x."
      })
  void a_refusal_that_names_the_other_api_is_learned(String words) {
    var adapter = adapter("openai", ResponsesUse.AUTO, Map.of());
    var other = adapter.other(false, TOOLS, "x", refusal(404, words)).orElseThrow();
    assertThat(path(other, TOOLS, "x")).isEqualTo("/responses");
    assertThat(path(adapter, PLAIN, "x")).isEqualTo("/responses");
    assertThat(path(adapter, PLAIN, "y")).isEqualTo("/chat/completions");
    assertThat(adapter.other(false, TOOLS, "x", refusal(404, words)))
        .as("a call that was on its way meanwhile goes there, too")
        .contains(other);
    assertThat(adapter.other(true, TOOLS, "x", refusal(404, "Invalid URL (POST /v1/responses)")))
        .isPresent();
    assertThat(path(adapter, PLAIN, "x")).as("corrected").isEqualTo("/chat/completions");
    var never = adapter("openai", ResponsesUse.NEVER, Map.of());
    assertThat(never.other(false, TOOLS, "x", refusal(404, words))).isEmpty();
  }

  /** A chat with stop words or two choices cannot be said there: it must not be sent there. */
  @Test
  @KnownFault("SECURITY-F20")
  void a_refusal_of_functions_says_nothing_of_others_chats() {
    var adapter = adapter("openai", ResponsesUse.AUTO, Map.of());
    var words =
        "Function tools with reasoning_effort are not supported for x in /v1/chat/completions. To"
            + " use function tools, use /v1/responses or set reasoning_effort to 'none'.";
    assertThat(adapter.other(false, TOOLS, "x", refusal(400, words))).isPresent();
    assertThat(path(adapter, TOOLS, "x")).isEqualTo("/responses");
    assertThat(path(adapter, PLAIN, "x")).isEqualTo("/chat/completions");
  }

  @Test
  void what_was_learned_is_forgotten_after_minutes() {
    var clock = new TestingClock();
    var adapter = adapter("openai", "http://127.0.0.1:9/v1", ResponsesSettings.DEFAULT, clock);
    var why = refusal(404, "This model is only supported in v1/responses and not elsewhere.");
    assertThat(adapter.other(false, PLAIN, "x", why)).isPresent();
    clock.pass(Duration.ofMinutes(9));
    assertThat(path(adapter, PLAIN, "x")).isEqualTo("/responses");
    clock.pass(Duration.ofMinutes(2));
    assertThat(path(adapter, PLAIN, "x")).isEqualTo("/chat/completions");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid url",
        "v1/responses",
        "Invalid URL (POST /v1/responses)",
        "This model is only supported in v1/responses",
        "x' This model is only supported in v1/responses 'y",
        "encrypted content is not supported",
        ": not found"
      })
  void words_of_a_caller_teach_nothing(String words) {
    var adapter = adapter("openai", ResponsesUse.AUTO, Map.of());
    for (var form :
        List.of(
            "Invalid value: '%s'. Supported values are: 'auto' and 'default'.",
            "'%s' is not one of ['auto', 'default'] - 'service_tier'",
            "service_tier: unknown tier %s")) {
      for (int status : new int[] {400, 404}) {
        var why = refusal(status, form.formatted(words));
        assertThat(adapter.other(false, PLAIN, "x", why)).isEmpty();
        assertThat(adapter.other(true, WRITTEN, "x", why)).isEmpty();
        assertThat(adapter.chosen(WRITTEN, "x").instead(WRITTEN, "x", why)).isEmpty();
      }
    }
    assertThat(path(adapter, PLAIN, "x")).isEqualTo("/chat/completions");
    assertThat(path(adapter, WRITTEN, "x")).isEqualTo("/responses");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Invalid URL (POST /v1/responses)",
        "Unknown request URL: POST /v1/responses. Please check the URL for typos.",
        "Resource not found",
        "Cannot POST /v1/responses",
        "no Route matched with those values",
        "Not Found"
      })
  void servers_without_responses_are_known_by_their_words(String words) {
    var adapter = adapter("openai", ResponsesUse.AUTO, Map.of());
    assertThat(adapter.other(true, WRITTEN, "x", refusal(404, words))).isPresent();
    assertThat(adapter.other(true, WRITTEN, "x", refusal(400, words))).isEmpty();
    assertThat(adapter.other(true, WRITTEN, "x", refusal(404, words).at("model"))).isEmpty();
  }

  @Test
  void an_address_without_responses_is_learned() {
    var adapter = adapter("openai", ResponsesUse.AUTO, Map.of());
    var fault = adapter.fault(new Refusal(404, Map.of(), "<html>nothing here</html>"));
    assertThat(adapter.other(true, WRITTEN, "x", fault)).isPresent();
    assertThat(path(adapter, WRITTEN, "x")).isEqualTo("/chat/completions");
  }

  @Test
  void an_unknown_model_teaches_nothing() {
    var adapter = adapter("openai", ResponsesUse.AUTO, Map.of());
    var fault = refusal(404, "The model 'x' does not exist or you do not have access to it.");
    assertThat(adapter.other(true, WRITTEN, "x", fault)).isEmpty();
    assertThat(adapter.other(false, PLAIN, "x", fault)).isEmpty();
  }

  @Test
  void reasoning_that_cannot_be_read_is_given_up() {
    var adapter = adapter("openai", ResponsesUse.AUTO, Map.of());
    var form = Json.object();
    form.putArray("input")
        .add(Json.object().put("type", "reasoning").put("encrypted_content", "g"))
        .add(Json.object().put("type", "function_call").put("id", "fc_1").put("call_id", "c"));
    var fault = refusal(400, "The encrypted content gAAA...Dg== could not be verified.");
    var request = PLAIN.with(ResponsesForm.of(form));
    var asked = adapter.chosen(request, "gpt-5");
    var other = asked.instead(request, "gpt-5", fault).orElseThrow();
    assertThat(other.responses().orElseThrow().body().get("input"))
        .isEqualTo(Json.tree("[{\"type\":\"function_call\",\"call_id\":\"c\"}]"));
    assertThat(asked.instead(other, "gpt-5", fault)).isEmpty();
  }

  @Test
  void a_model_that_cannot_encrypt_is_learned() {
    var adapter = adapter("openai", ResponsesUse.ALWAYS, Map.of());
    var fault = refusal(400, "Encrypted content is not supported with this model.");
    assertThat(body(adapter, "x")).contains("reasoning.encrypted_content");
    var asked = adapter.chosen(PLAIN, "x");
    assertThat(asked.instead(PLAIN, "x", fault)).contains(PLAIN);
    assertThat(body(adapter, "x")).doesNotContain("reasoning.encrypted_content");
    assertThat(asked.instead(PLAIN, "x", fault))
        .as("a call that was on its way meanwhile is repeated, too")
        .contains(PLAIN);
  }

  private static String body(Adapter adapter, String model) {
    return new String(adapter.outgoing(PLAIN, model).body().bytes(), StandardCharsets.UTF_8);
  }

  private static Fault refusal(int status, String words) {
    var error = Json.object();
    error.putObject("error").put("message", words).put("type", "invalid_request_error");
    return new Diagnosis(ErrorTable.COMMON, TestingOpenAi.CLOCK)
        .of(new Refusal(status, Map.of(), Json.text(error)))
        .in("up/x");
  }

  @ParameterizedTest
  @CsvSource({
    "https://n.openai.azure.com,'',/openai/v1/responses",
    "https://n.openai.azure.com/openai/v1,'',/responses",
    "https://n.services.ai.azure.com/openai/v1,preview,/responses?api-version=preview",
    "https://n.openai.azure.com,2025-04-01-preview,/openai/responses?api-version=2025-04-01-preview",
    "https://n.openai.azure.com,preview,/openai/v1/responses?api-version=preview",
    "https://n.openai.azure.com/openai,2025-03-01-preview,/responses?api-version=2025-03-01-preview"
  })
  void azure_is_asked_at_the_resource(String address, String version, String path) {
    var adapter = azure(address, version);
    assertThat(path(adapter, WRITTEN, "mine")).isEqualTo(path);
    assertThat(new String(adapter.outgoing(WRITTEN, "mine").body().bytes(), StandardCharsets.UTF_8))
        .contains("\"model\":\"mine\"");
  }

  @ParameterizedTest
  @CsvSource({
    "https://n.openai.azure.com,2024-10-21",
    "https://n.services.ai.azure.com/models,''",
    "https://n.openai.azure.com/openai/deployments/mine,2025-04-01-preview"
  })
  void azure_without_responses_is_asked_for_chats(String address, String version) {
    assertThat(path(azure(address, version), WRITTEN, "mine")).contains("/chat/completions");
  }

  private static Adapter azure(String address, String version) {
    var access = new Access(address, Secret.of("k"), version, Map.of(), TestingOpenAi.CLOCK);
    return Presets.load().connect("azure", access).adapter();
  }
}
