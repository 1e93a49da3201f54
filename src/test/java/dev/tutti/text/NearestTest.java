package dev.tutti.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> MODELS =
      List.of(
          "fast", "openai/gpt-4o", "openai/gpt-4o-mini", "claude/claude-sonnet-4-5", "qwen3-8b");

  @Test
  void slips_are_forgiven() {
    assertThat(Nearest.to("prot", List.of("host", "port"))).containsExactly("port");
    assertThat(Nearest.to("presset", List.of("preset"))).containsExactly("preset");
    assertThat(Nearest.to("apiKey", List.of("api_key", "data"))).containsExactly("api_key");
    assertThat(Nearest.to("FAST", MODELS)).containsExactly("fast");
  }

  @Test
  void the_nearest_comes_first() {
    assertThat(Nearest.to("gpt-4o-mni", MODELS)).startsWith("openai/gpt-4o-mini");
    assertThat(Nearest.to("gpt4o", MODELS)).startsWith("openai/gpt-4o");
    assertThat(Nearest.to("gpt-4o", MODELS)).containsExactly("openai/gpt-4o", "openai/gpt-4o-mini");
  }

  @Test
  void a_beginning_is_near() {
    assertThat(Nearest.to("claude-sonnet", MODELS)).containsExactly("claude/claude-sonnet-4-5");
    assertThat(Nearest.to("qwen", MODELS)).containsExactly("qwen3-8b");
  }

  @Test
  void what_is_far_is_not_guessed() {
    assertThat(Nearest.to("llama", MODELS)).isEmpty();
    assertThat(Nearest.to("ab", List.of("cd", "xy"))).isEmpty();
    assertThat(Nearest.to("", MODELS)).isEmpty();
    assertThat(Nearest.to("x".repeat(100_000), MODELS)).isEmpty();
  }

  @Test
  void answers_are_few() {
    assertThat(Nearest.to("model", Collections.nCopies(10, "model1"))).hasSize(3);
  }
}
