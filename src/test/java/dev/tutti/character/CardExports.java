package dev.tutti.character;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tutti.character.card.CardFormat;
import dev.tutti.chat.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command that {@code suites/characters/readers/run} calls with a folder: writes exports of
 * cards of every version into it, with what readers of others must find in them.
 */
public final class CardExports {
  private static final List<String> TEXTS =
      List.of(
          "name",
          "description",
          "personality",
          "scenario",
          "first_mes",
          "mes_example",
          "creator_notes",
          "system_prompt",
          "post_history_instructions");

  private static final String V1 =
      """
      {"name": "Nara", "description": "{{char}} flies mail.", "personality": "calm", "scenario": "",
       "first_mes": "Hi", "mes_example": "<START>\\n{{char}}: Hm."}
      """;
  private static final String V2 =
      """
      {"spec": "chara_card_v2", "spec_version": "2.0", "data": {"name": "奈良", "description": "在海上飞邮件。",
       "personality": "安静", "scenario": "海", "first_mes": "你好，{{user}}。", "mes_example": "", "creator_notes": "notes",
       "system_prompt": "{{original}}", "post_history_instructions": "", "alternate_greetings": ["嗨！"], "tags": ["sea"],
       "creator": "me", "character_version": "1.1", "extensions": {"mine": {"a": [1, 2]}},
       "character_book": {"extensions": {}, "entries": [{"keys": ["灯塔", "lighthouse"], "content": "It is dark.",
        "extensions": {}, "enabled": true, "insertion_order": 10}]}}}
      """;
  private static final String V3 =
      """
      {"spec": "chara_card_v3", "spec_version": "3.0", "data": {"name": "Mara 🌊", "description": "d", "personality": "p",
       "scenario": "s", "first_mes": "f", "mes_example": "m", "creator_notes": "n", "system_prompt": "y",
       "post_history_instructions": "h", "alternate_greetings": [], "group_only_greetings": ["g"], "tags": [], "creator": "",
       "character_version": "", "nickname": "M", "source": ["https://example.com"], "creation_date": 1700000000,
       "extensions": {}, "character_book": {"extensions": {}, "entries": [{"keys": ["sea"], "content": "@@depth 2\\nSalt.",
        "extensions": {}, "enabled": true, "insertion_order": 1, "use_regex": false}]}}}
      """;

  private CardExports() {}

  /** Writes them. */
  public static void main(String[] words) throws IOException {
    var cards = new LinkedHashMap<String, String>(Map.of("v1", V1, "v2", V2, "v3", V3));
    for (var each : cards.entrySet()) {
      write(Path.of(words[0]).resolve(each.getKey()), CharacterFile.read(bytes(each.getValue())));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static void write(Path folder, CharacterFile file) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("v2.json"), CardFormat.V2.write(file.card()));
    Files.write(folder.resolve("v3.json"), CardFormat.V3.write(file.card()));
    Files.write(folder.resolve("card.png"), CardFormat.PNG.write(file.card()));
    Files.write(folder.resolve("card.charx"), CardFormat.CHARX.write(file.card()));
    var expected = Json.object();
    TEXTS.forEach(name -> expected.put(name, file.view().text(name)));
    for (var name : List.of("alternate_greetings", "tags")) {
      expected.set(name, file.view().fields().path(name));
    }
    var keys = expected.putArray("keys");
    file.view().entries().forEach(each -> keys.add(each.path("keys")));
    Files.write(folder.resolve("expected.json"), Json.bytes(expected));
  }
}
