package dev.tutti.selection.keyword;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KeywordSetTest {
  private static final String TRAPS = "/selection/keyword-traps.jsonl";
  private static final int LEAST_TRAPS = 80;

  private static List<String> found(String prompt, String... keywords) {
    return KeywordSet.of(List.of(keywords)).allIn(KeywordText.of(prompt)).stream()
        .map(KeywordMatch::keyword)
        .toList();
  }

  @Test
  void traps_of_our_own_are_seen_through() throws IOException {
    var wrong = new ArrayList<String>();
    var traps = traps();
    for (var trap : traps) {
      var keywords =
          StreamSupport.stream(trap.path("keywords").spliterator(), false)
              .map(JsonNode::asString)
              .toList();
      var found =
          KeywordSet.of(keywords)
              .firstIn(KeywordText.of(trap.path("prompt").asString()))
              .map(KeywordMatch::keyword)
              .orElse("");
      if (!found.equals(trap.path("found").isNull() ? "" : trap.path("found").asString())) {
        wrong.add("%s -> %s".formatted(trap, found));
      }
    }
    assertThat(traps).hasSizeGreaterThanOrEqualTo(LEAST_TRAPS);
    assertThat(wrong).isEmpty();
  }

  private static List<JsonNode> traps() throws IOException {
    try (var in = KeywordSetTest.class.getResourceAsStream(TRAPS)) {
      return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .<JsonNode>map(line -> Json.request(line.getBytes(StandardCharsets.UTF_8)))
          .toList();
    }
  }

  @Test
  void keywords_are_found_in_their_own_order() {
    assertThat(found("write a story in python", "python", "story", "write", "poem"))
        .containsExactly("python", "story", "write");
  }

  @Test
  void what_was_found_is_told_as_it_stands_in_the_prompt() {
    var match = KeywordSet.of(List.of("translation")).firstIn(KeywordText.of("Translating it"));
    assertThat(match).contains(new KeywordMatch("translation", "translating"));
  }

  @Test
  void a_keyword_of_signs_alone_is_found() {
    assertThat(found("what is ∫ x dx", "∫")).containsExactly("∫");
  }

  @Test
  void a_blank_keyword_is_refused() {
    assertThatThrownBy(() -> KeywordSet.of(List.of("a", "　 ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: a word or a sign");
  }

  @Test
  void an_empty_prompt_has_no_keyword() {
    assertThat(found("", "a")).isEmpty();
    assertThat(found(" \n\t", "a")).isEmpty();
  }

  @Test
  void prompts_of_any_characters_are_read() {
    assertThat(found("\ud800 \udfff ' “ \u0000 解", "解")).containsExactly("解");
    assertThat(found("\ud83d\ude00解\ud83d\ude00", "解")).containsExactly("解");
  }

  @Test
  void a_long_prompt_is_read_at_its_beginning_and_its_end() {
    var middle = "的".repeat(50_000);
    assertThat(found("python " + middle + " java", "python", "java"))
        .containsExactly("python", "java");
    assertThat(found(middle + " rust " + middle, "rust")).isEmpty();
  }
}
