package dev.tutti.character.lorebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.tutti.chat.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LorebookScanTest {
  private static final Duration LONGEST = Duration.ofMinutes(1);

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

  private static String told(String content, String rest) {
    return "{\"id\": 1, \"keys\": [\"cat\"], \"content\": \"%s\"%s}".formatted(content, rest);
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
            entry(3, "\"keys\": [\"/\\\\u732b{2}$/\"], \"use_regex\": true"));
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

  @Test
  void a_constant_needs_neither_of_its_lists() {
    var book =
        book(
            entry(
                1,
                "\"keys\": [\"x\"], \"constant\": true, \"selective\": true,"
                    + " \"secondary_keys\": [\"y\"]"));
    assertThat(ids(found(book, settings(null, null), "cat"))).containsExactly("1");
  }

  @Test
  void an_expression_has_no_other_lists() {
    var book =
        book(
            "{\"id\": 1, \"keys\": [\"/c.t/\"], \"use_regex\": true, \"content\":"
                + " \"@@exclude_keys toy\\n@@additional_keys sea\\nHi\"}");
    assertThat(ids(found(book, settings(null, null), "a toy cat"))).containsExactly("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @@depth 1\\n@@position after_desc\\nHi          | after          | Hi
          \\n@@depth 1\\n\\n@@role user\\n\\nHi           | depth:1:user   | Hi
          @@position nowhere\\n@@@depth 3\\nHi            | depth:3:system | Hi
          @@depth two\\nHi                               | before         | Hi
          \\nHi                                          | before         | Hi
          """)
  void decorators_stand_between_empty_lines_and_a_position_goes_first(
      String content, String placement, String rest) {
    var lore = found(book(told(content, "")), settings(null, null), "cat");
    assertThat(lore.active().getFirst().placement()).isEqualTo(placement);
    assertThat(lore.active().getFirst().entry().content().strip()).isEqualTo(rest.strip());
  }

  @Test
  void keys_in_one_text_are_those_between_its_commas() {
    var book = book(entry(1, "\"keys\": \"dog, cat，鸟\""));
    assertThat(ids(found(book, settings(null, null), "one cat"))).containsExactly("1");
    assertThat(ids(found(book, settings(null, null), "小鸟"))).containsExactly("1");
  }

  @Test
  void notes_are_not_looked_at() {
    var book = book(entry(1, "\"keys\": [\"cat\"]"));
    assertThat(ids(found(book, settings(null, null), "a {{// cat}} {{Comment: cat}}"))).isEmpty();
    assertThat(ids(found(book, settings(null, null), "{{// open cat"))).containsExactly("1");
    assertThat(ids(found(book, settings(null, null), "{{//".repeat(300_000)))).isEmpty();
  }

  @Test
  void a_book_of_many_depths_and_keys_takes_little_memory_and_time() {
    var entries = new String[2_000];
    for (int i = 0; i < entries.length; i++) {
      entries[i] =
          "{\"keys\": [\"key%d\", \"cat\"], \"content\": \"@@scan_depth %d\\nHi\"}".formatted(i, i);
    }
    var messages = new String[2_000];
    Arrays.fill(messages, "所有的猫都在睡觉。".repeat(50));
    messages[1_000] = "cat";
    var lore = assertTimeout(LONGEST, () -> found(book(entries), settings(null, null), messages));
    assertThat(lore.active()).isEmpty(); // it is too far back
    messages[1_900] = "cat";
    assertThat(found(book(entries), settings(null, null), messages).active()).hasSize(1_900);
  }

  @Test
  void expressions_that_would_take_too_long_are_refused() {
    var wide =
        book(
            entry(1, "\"keys\": [\"/((a{100}){100}){100}/\"], \"use_regex\": true"),
            entry(2, "\"keys\": [\"/%s/\"], \"use_regex\": true".formatted("a?".repeat(5_000))));
    assertThat(wide.warnings()).hasSize(2);
    var entries = new String[200];
    Arrays.fill(entries, entry(1, "\"keys\": [\"/(?:.?){300}x/\"], \"use_regex\": true"));
    var many = book(entries);
    assertThat(many.warnings()).hasSize(100);
    assertTimeout(LONGEST, () -> found(many, settings(null, null), "猫".repeat(30_000)));
  }

  @Test
  void earlier_matches_are_found_in_the_conversation_itself() {
    var book =
        book(
            told("@@keep_activate_after_match\\nHi", ""),
            told("@@dont_activate_after_match\\nHi", "").replace("\"id\": 1", "\"id\": 2"));
    var lines =
        List.of(
            new LoreMessage(false, "Kim", "cat"),
            new LoreMessage(true, "Nara", "Hm."),
            new LoreMessage(false, "Kim", "And?"));
    var before = new LoreSettings(1, null, null, String::length, Map.of(), 0);
    var first = lines.subList(0, 1);
    assertThat(ids(LorebookScan.find(book, first, EarlierMatches.in(book, first, before))))
        .containsExactly("1", "2");
    assertThat(ids(LorebookScan.find(book, lines, EarlierMatches.in(book, lines, before))))
        .containsExactly("1");
  }

  @ParameterizedTest
  @CsvSource({
    "0, a cat at sea, 1", "0, a cat, ''",
    "2, a cat at sea, ''", "2, a cat, 1",
    "3, a cat at sea, ''", "3, a cat at sea by night, 1"
  })
  void secondary_keys_count_as_their_logic_says(int logic, String message, String expected) {
    var secondary = "\"selective\": true, \"secondary_keys\": [\"sea\", \"night\"], ";
    var beside = entry(1, "\"keys\": [\"cat\"], " + secondary + "\"selectiveLogic\": " + logic);
    var within =
        entry(
            1,
            "\"keys\": [\"cat\"], "
                + secondary
                + "\"extensions\": {\"selectiveLogic\": %d}".formatted(logic));
    for (var each : List.of(beside, within)) {
      assertThat(String.join(",", ids(found(book(each), settings(null, null), message))))
          .isEqualTo(expected);
    }
  }
}
