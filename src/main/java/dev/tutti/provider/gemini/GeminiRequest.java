package dev.tutti.provider.gemini;

import dev.tutti.chat.AnswerFormat;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Prompt;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writer of a chat as {@code generateContent} asks for it. */
final class GeminiRequest {
  private static final String GENERATION = "generationConfig";
  private static final Set<String> MERGED =
      Set.of(GENERATION, "toolConfig", "functionCallingConfig");

  /** The tiers that Gemini calls as OpenAI does. */
  private static final Set<String> TIERS = Set.of("flex", "priority");

  private final ChatRequest request;
  private final Prompt prompt;
  private final GeminiModel model;

  GeminiRequest(ChatRequest request, GeminiModel model) {
    this.request = request;
    this.prompt = request.prompt();
    this.model = model;
  }

  /**
   * The request.
   *
   * @throws Fault {@code invalid_request} when Gemini has no way to say it
   */
  ObjectNode json() {
    var json = Json.object();
    new GeminiContents(model.isSigned()).write(prompt.messages(), json);
    GeminiTools.write(request, prompt, json);
    var generation = json.putObject(GENERATION);
    sampling(generation);
    format(generation);
    prompt
        .text("reasoning_effort")
        .filter(effort -> model.thinks() || !effort.equals("none"))
        .ifPresent(effort -> generation.set("thinkingConfig", model.thinking(effort)));
    prompt
        .text("service_tier")
        .filter(TIERS::contains)
        .ifPresent(tier -> json.put("serviceTier", tier));
    merge(json, callersOwn());
    if (generation.isEmpty()) {
      json.remove(GENERATION);
    }
    return json;
  }

  private void sampling(ObjectNode config) {
    prompt.maxTokens().ifPresent(most -> config.put("maxOutputTokens", most));
    prompt.temperature().ifPresent(value -> config.put("temperature", value));
    prompt.topP().ifPresent(value -> config.put("topP", value));
    prompt.number("presence_penalty").ifPresent(value -> config.put("presencePenalty", value));
    prompt.number("frequency_penalty").ifPresent(value -> config.put("frequencyPenalty", value));
    prompt
        .seed()
        .ifPresent(
            seed -> config.put("seed", seed == (int) seed ? (int) seed : Long.hashCode(seed)));
    if (!prompt.stop().isEmpty()) {
      prompt.stop().forEach(config.putArray("stopSequences")::add);
    }
    if (prompt.n() > 1) {
      config.put("candidateCount", prompt.n());
    }
    prompt.logprobs().ifPresent(top -> config.put("responseLogprobs", true).put("logprobs", top));
    for (var modality : request.body().get("modalities")) {
      config.withArray("responseModalities").add(modality.asString("").toUpperCase(Locale.ROOT));
    }
  }

  private void format(ObjectNode config) {
    switch (prompt.answerFormat()) {
      case AnswerFormat.Text _ -> {}
      case AnswerFormat.JsonObject _ -> config.put("responseMimeType", "application/json");
      case AnswerFormat.JsonSchema(String _, ObjectNode schema, boolean _) ->
          config.put("responseMimeType", "application/json").set("responseJsonSchema", schema);
    }
  }

  /** The members that only Gemini knows, each where Gemini wants it. */
  private ObjectNode callersOwn() {
    var own = prompt.unknown();
    if (own.remove("extra_body") instanceof ObjectNode extra
        && extra.path("google") instanceof ObjectNode google) {
      own.setAll(google);
    }
    own.forEachEntry(GeminiRequest::requireObject);
    move(own, "top_k");
    move(own, "thinking_config");
    return own;
  }

  private static void requireObject(String name, JsonNode value) {
    if (MERGED.contains(camel(name)) && !value.isObject()) {
      throw Fault.invalid(name, Json.text(value) + " (expected: an object)");
    }
  }

  private static void move(ObjectNode own, String name) {
    var value = own.remove(name);
    if (value != null) {
      own.withObject(GENERATION).set(name, value);
    }
  }

  /** Names may be written as {@code top_k} or {@code topK}, but not both in one object. */
  private static void merge(ObjectNode into, ObjectNode given) {
    given.forEachEntry(
        (written, value) -> {
          var name = camel(written);
          if (MERGED.contains(name)
              && into.get(name) instanceof ObjectNode ours
              && value instanceof ObjectNode theirs) {
            merge(ours, theirs);
          } else {
            into.set(name, value);
          }
        });
  }

  private static String camel(String name) {
    var camel = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      boolean hump = name.charAt(i) == '_' && i > 0 && i + 1 < name.length();
      camel.append(hump ? Character.toUpperCase(name.charAt(++i)) : name.charAt(i));
    }
    return camel.toString();
  }
}
