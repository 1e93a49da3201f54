package dev.tutti.character.generation;

import dev.tutti.character.generation.source.SourcePlace;
import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Settings of characters that models make and play.
 *
 * @param model that is asked where a request names none; empty for the caller's first one
 * @param chatModel that plays characters where a request names none; empty for {@code model}
 * @param sources places by the names that requests have for them
 */
public record CharacterSettings(String model, String chatModel, Map<String, SourcePlace> sources) {
  /** Section {@code characters}. */
  public static final SettingsSection<CharacterSettings> SECTION =
      SettingsSection.live(CharacterSettings::read);

  private static final Kind<String> NAME =
      Kind.text(Pattern.compile("[a-z][a-z0-9_-]{0,63}"), "a name of letters, digits, '_' and '-'");

  /** Keeps a copy. */
  public CharacterSettings {
    sources = Map.copyOf(sources);
  }

  private static CharacterSettings read(Section root) {
    var section = root.section("characters");
    var sources = new LinkedHashMap<String, SourcePlace>();
    section.named("sources", NAME).forEach((name, each) -> sources.put(name, place(name, each)));
    return new CharacterSettings(
        section.string("model").or(""), section.string("chat_model").or(""), sources);
  }

  /** Who plays characters where a request names nobody; empty for the caller's first model. */
  public String player() {
    return chatModel.isEmpty() ? model : chatModel;
  }

  private static SourcePlace place(String name, Section section) {
    return new SourcePlace(section.string("kind").or(name), section.string("url").required());
  }
}
