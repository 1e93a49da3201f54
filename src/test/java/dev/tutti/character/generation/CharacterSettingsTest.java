package dev.tutti.character.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.character.generation.source.SourcePlace;
import dev.tutti.config.ConfigSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CharacterSettingsTest {

  private static CharacterSettings read(String yaml) {
    return ConfigSource.text("test", yaml).read(Map.of(), CharacterSettings.SECTION::read);
  }

  @Test
  void no_model_and_no_sources_unless_they_are_named() {
    assertThat(read("")).isEqualTo(new CharacterSettings("", "", Map.of()));
  }

  @Test
  void who_makes_characters_plays_them_unless_another_model_is_named() {
    assertThat(read("").player()).isEmpty();
    assertThat(read("characters: {model: m}").player()).isEqualTo("m");
  }

  @Test
  void everything_can_be_said() {
    var all =
        read(
            """
            characters:
              model: m
              chat_model: c
              sources:
                baike: {url: "https://host/item/{title}"}
                wiki: {kind: mediawiki, url: "https://host/w/api.php"}
            """);
    assertThat(all.model()).isEqualTo("m");
    assertThat(all.player()).isEqualTo("c");
    assertThat(all.sources())
        .containsEntry("baike", new SourcePlace("baike", "https://host/item/{title}"))
        .containsEntry("wiki", new SourcePlace("mediawiki", "https://host/w/api.php"));
  }
}
