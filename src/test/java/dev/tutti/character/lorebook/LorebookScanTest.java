package dev.tutti.character.lorebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LorebookScanTest {
  private static Lorebook book(String... entries) {
    return LorebookReader.read(Json.tree("{\"entries\": [" + String.join(", ", entries) + "]}"));
  }

  private static String entry(int id, String rest) {
    return "{\"id\": %d, \"content\": \"text %d\", %s}".formatted(id, id, rest);
  }

  private static LoreSettings settings(@Nullable Integer budget, @Nullable Boolean recursive) {
    return new LoreSettings(null, budget, recursive, String::length, Map.of(), 0);
  }

  private static ActiveLore found(Lorebook book, LoreSettings settings, String... messages) {
    var lines =
        List.of(messages).stream().map(text -> new LoreMessage(false, "Kim", text)).toList();
    return LorebookScan.find(book, lines, settings);
  }

  private static List<String> ids(ActiveLore lore) {
    return lore.active().stream().map(each -> each.entry().id().asString()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cat      | a cat.              | true
          cat      | concatenation       | false
          Cat      | the CAT's           | true
          cat      | 黑cat们             | true
          猫       | 一只小猫            | true
          red cat  | a red cats' club    | true
          café     | the cafés           | false
          ＡＢ     | ab                  | true
          Kim      | whoever says it     | true
          """)
  void a_key_is_found_as_its_script_asks(String key, String message, boolean expected) {
    var book = book(entry(1, "\"keys\": [\"%s\"]".formatted(key)));
    assertThat(ids(found(book, settings(null, null), message))).hasSize(expected ? 1 : 0);
  }

  @Test
  void only_the_last_messages_are_looked_at() {
    var book = book(entry(1, "\"keys\": [\"cat\"]"));
    assertThat(ids(found(book, settings(null, null), "cat", "a", "b", "c"))).containsExactly("1");
    assertThat(ids(found(book, settings(null, null), "cat", "a", "b", "c", "d"))).isEmpty();
  }

  @Test
  void contents_of_active_entries_are_scanned_where_the_book_wants_it() {
    var book =
        book(
            "{\"id\": 1, \"keys\": [\"cat\"], \"content\": \"It hunts the mouse.\"}",
            entry(2, "\"keys\": [\"mouse\"]"));
    assertThat(ids(found(book, settings(null, false), "cat"))).containsExactly("1");
    assertThat(ids(found(book, settings(null, true), "cat"))).containsExactly("1", "2");
  }

  @Test
  void beyond_the_budget_the_lowest_priority_goes_first_and_constants_last() {
    var book =
        book(
            entry(1, "\"keys\": [\"cat\"], \"priority\": 9"),
            entry(2, "\"keys\": [], \"constant\": true, \"priority\": 0"),
            entry(3, "\"keys\": [\"cat\"], \"priority\": 1"));
    var lore = found(book, settings(6, null), "cat");
    assertThat(ids(lore)).containsExactly("2");
    assertThat(lore.dropped().stream().map(each -> each.id().asString())).containsExactly("3", "1");
  }

  @Test
  void an_expression_is_run_in_linear_time_or_not_at_all() {
    var book =
        book(
            entry(1, "\"keys\": [\"/(a+)+$/\"], \"use_regex\": true"),
            entry(2, "\"keys\": [\"/a(?=b)/\"], \"use_regex\": true"),
            entry(3, "\"keys\": [\"/\\\\u732b{2}/\"], \"use_regex\": true"));
    var lore = found(book, settings(null, null), "a".repeat(50_000) + "!", "猫猫");
    assertThat(ids(lore)).containsExactly("3");
    assertThat(book.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo("regex_unsupported");
              assertThat(warning.where()).isEqualTo("entries[1].keys[0]");
            });
  }

  @Test
  void decorators_say_when_and_where() {
    var book =
        book(
            "{\"id\": 1, \"keys\": [], \"content\": \"@@nobody_knows 1\\n"
                + "@@@activate\\n"
                + "@@depth 2\\n"
                + "@@role user\\n"
                + "\\n"
                + "Hi\\n"
                + "@@depth 9\"}",
            "{\"id\": 2, \"keys\": [\"cat\"], \"content\": \"@@exclude_keys toy,plush\\nHi\"}",
            "{\"id\": 3, \"keys\": [\"cat\"], \"content\": \"@@activate_only_after 1\\nHi\"}");
    var lore = found(book, settings(null, null), "a toy cat");
    assertThat(ids(lore)).containsExactly("1");
    assertThat(lore.active().getFirst().entry().content()).isEqualTo("Hi\n@@depth 9");
    assertThat(lore.active().getFirst().placement()).isEqualTo("depth:2:user");
    assertThat(ids(found(book, settings(null, null), "a cat"))).containsExactly("1", "2");
  }
}
