package dev.tutti.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.provider.openai.TestingOpenAi;
import dev.tutti.provider.spi.Access;
import dev.tutti.provider.spi.OpenAiQuirks;
import dev.tutti.provider.spi.Preset;
import dev.tutti.provider.spi.ProviderCredentials;
import dev.tutti.provider.spi.Secret;
import dev.tutti.provider.spi.Upstream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetsTest {
  private static final Presets PRESETS = Presets.load();

  @Test
  void knows_every_provider_by_name() {
    assertThat(PRESETS.all())
        .extracting(Preset::name)
        .contains(
            "openai",
            "anthropic",
            "ollama",
            "zhipu",
            "gemini",
            "dashscope",
            "deepseek",
            "mistral",
            "groq",
            "openrouter",
            "moonshot",
            "xai",
            "azure",
            "cohere",
            "openai-compatible");
  }

  @ParameterizedTest
  @CsvSource({
    "openai,https://api.openai.com/v1,OPENAI_API_KEY",
    "zhipu,https://open.bigmodel.cn/api/paas/v4,ZHIPU_API_KEY",
    "gemini,https://generativelanguage.googleapis.com/v1beta,GEMINI_API_KEY",
    "cohere,https://api.cohere.ai/compatibility/v1,COHERE_API_KEY"
  })
  void knows_where_a_provider_is_and_who_has_its_key(String name, String address, String variable) {
    assertThat(PRESETS.connect(name, access("", "")).address()).isEqualTo(address);
    assertThat(PRESETS.named(name).orElseThrow().keyVariables()).first().isEqualTo(variable);
  }

  @Test
  void lets_the_configuration_say_where_a_provider_is() {
    assertThat(PRESETS.connect("openai", access("http://127.0.0.1:9/v1/", "")).address())
        .isEqualTo("http://127.0.0.1:9/v1");
  }

  @Test
  void names_the_presets_that_there_are() {
    assertThatThrownBy(() -> PRESETS.connect("opnai", access("", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"opnai\"")
        .hasMessageContaining("openai");
  }

  @Test
  void asks_for_an_address_that_nobody_else_knows() {
    for (var name : List.of("azure", "openai-compatible")) {
      assertThatThrownBy(() -> PRESETS.connect(name, access("", "")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("base_url");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://r.openai.azure.com,,/openai/v1/chat/completions",
    "https://r.openai.azure.com,2024-10-21,/openai/deployments/gpt%204/chat/completions?api-version=2024-10-21",
    "https://r.openai.azure.com/openai/v1,,/chat/completions",
    "https://r.openai.azure.com/openai/v1,preview,/chat/completions?api-version=preview",
    "https://r.openai.azure.com/openai/deployments/d,,/chat/completions?api-version=2024-10-21",
    "https://r.services.ai.azure.com/models,,/chat/completions?api-version=2024-05-01-preview"
  })
  void speaks_every_form_of_azure(String address, String version, String path) {
    var upstream = PRESETS.connect("azure", access(address, version == null ? "" : version));
    var request = upstream.adapter().outgoing(TestingOpenAi.chat(), "gpt 4");
    assertThat(request.path()).isEqualTo(path);
    assertThat(request.headers()).containsExactly(Map.entry("api-key", "k"));
  }

  @Test
  void sends_the_headers_of_the_configuration() {
    var access = new Access("", Secret.of("k"), "", Map.of("X-Title", "t"), TestingOpenAi.CLOCK);
    var request =
        PRESETS.connect("openrouter", access).adapter().outgoing(TestingOpenAi.chat(), "m");
    assertThat(request.headers())
        .contains(Map.entry("x-title", "t"), Map.entry("authorization", "Bearer k"));
  }

  @Test
  void refuses_headers_that_belong_to_the_connection() {
    assertThatThrownBy(
            () -> new Access("", Secret.NONE, "", Map.of("Host", "h"), TestingOpenAi.CLOCK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("headers.Host");
  }

  @Test
  void does_not_print_a_key() {
    assertThat(access("", "").toString()).doesNotContain("\"k\"").doesNotContain("=k,");
  }

  @Test
  void takes_presets_of_plugins() {
    var presets = Presets.of(List.of(new Acme()));
    var upstream = presets.connect("acme", access("", ""));
    assertThat(upstream.address()).isEqualTo("https://api.acme.example/v1");
    assertThat(presets.named("openai")).isPresent();
  }

  private static Access access(String address, String version) {
    return new Access(address, Secret.of("k"), version, Map.of(), TestingOpenAi.CLOCK);
  }

  private static final class Acme implements Preset {
    @Override
    public String name() {
      return "acme";
    }

    @Override
    public String address() {
      return "https://api.acme.example/v1";
    }

    @Override
    public Upstream connect(Access access) {
      return OpenAiUpstream.of(access, ProviderCredentials.bearer(access.key()), OpenAiQuirks.NONE);
    }
  }
}
