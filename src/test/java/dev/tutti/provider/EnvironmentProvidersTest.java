package dev.tutti.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EnvironmentProvidersTest {

  @Test
  void a_stray_line_end_is_no_part_of_a_key_or_an_address() {
    var environment =
        Map.of(
            "OPENAI_API_KEY", "sk-1\r",
            "AZURE_OPENAI_API_KEY", " az-1\n",
            "AZURE_OPENAI_ENDPOINT", "https://one.example\r\n",
            "GROQ_API_KEY", "\r\n");
    var source = EnvironmentProviders.source(environment);
    assertThat(source.read(Map.of(), EnvironmentProvidersTest::settings))
        .containsEntry("openai", "sk-1")
        .containsEntry("azure", "az-1 https://one.example")
        .doesNotContainKey("groq");
  }

  private static Map<String, String> settings(Section root) {
    var settings = new TreeMap<String, String>();
    root.named("providers", Kind.text())
        .forEach(
            (name, section) -> {
              assertThat(section.string("preset").or("none")).isEqualTo(name);
              var key = section.string("api_key").or("");
              var address = section.string("base_url").or("");
              settings.put(name, address.isEmpty() ? key : key + " " + address);
            });
    return settings;
  }
}
