package dev.tutti.fuzz;

import dev.tutti.chat.ChatRequest;
import dev.tutti.provider.Presets;
import dev.tutti.provider.spi.Access;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.ResponsesSettings;
import dev.tutti.provider.spi.ResponsesUse;
import dev.tutti.provider.spi.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One adapter for each way in which providers are spoken to. */
final class Adapters {
  private static final List<String> PRESETS =
      List.of(
          "anthropic",
          "gemini",
          "ollama",
          "openai",
          "azure",
          "zhipu",
          "mistral",
          "dashscope",
          "groq",
          "openrouter",
          "deepseek",
          "cohere");

  static final List<Adapter> ALL =
      Stream.concat(PRESETS.stream().map(Adapters::named), Stream.of(responses())).toList();

  private Adapters() {}

  /** OpenAI's other API. */
  private static Adapter responses() {
    var clock = InstantSource.fixed(Instant.EPOCH);
    var always = new ResponsesSettings(ResponsesUse.ALWAYS, Map.of());
    var access = new Access("http://127.0.0.1:9", Secret.of("k"), "", Map.of(), always, clock);
    var question = ChatRequest.builder("m").user("Hi").build();
    return Presets.load().connect("openai", access).adapter().chosen(question, "m");
  }

  private static Adapter named(String preset) {
    var clock = InstantSource.fixed(Instant.EPOCH);
    var access = new Access("http://127.0.0.1:9", Secret.of("k"), "", Map.of(), clock);
    return Presets.load().connect(preset, access).adapter();
  }
}
