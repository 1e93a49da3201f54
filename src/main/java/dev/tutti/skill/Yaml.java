package dev.tutti.skill;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML that is data rather than settings: examples, tests, front matter. */
final class Yaml {
  private static final int MOST = 1 << 20;

  private Yaml() {}

  /**
   * The value of a text: maps, lists, texts, numbers, booleans, null.
   *
   * @param where what messages call it
   * @throws SkillException saying where it is not YAML
   */
  static @Nullable Object read(String where, String text) {
    var settings =
        LoadSettings.builder()
            .setLabel(where)
            .setCodePointLimit(MOST)
            .setMaxAliasesForCollections(50)
            .setAllowRecursiveKeys(false)
            .build();
    try {
      return new Load(settings).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new SkillException(where + ": " + String.valueOf(e.getMessage()).strip());
    }
  }
}
