package dev.tutti.followup.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenizerTest {
  private static List<String> texts(String text) {
    return Tokenizer.tokens(text).stream().map(TextToken::text).toList();
  }

  @Test
  void english_is_cut_into_words_and_known_phrases() {
    assertThat(texts("What about Alice\u2019s cats, then?"))
        .containsExactly("what about", "alice's", "cats", ",", "then", "?");
  }

  @Test
  void chinese_is_cut_by_the_longest_entry_and_names_are_left_over() {
    assertThat(texts("那霍尔果斯的电话是多少")).containsExactly("那", "霍尔果斯", "的", "电话", "是", "多少");
  }

  @Test
  void names_and_references_are_told_apart() {
    var tokens = Tokenizer.tokens("她喜欢霍尔果斯 and Alice");
    assertThat(tokens).filteredOn(TextToken::isName).extracting(TextToken::text).contains("alice");
    assertThat(tokens.getFirst().isReferring()).isTrue();
  }

  @Test
  void stems_are_what_inflections_share() {
    assertThat(List.of("stories", "story")).extracting(Stem::of).containsOnly("story");
    assertThat(List.of("running", "runs", "run")).extracting(Stem::of).containsOnly("run");
    assertThat(Stem.of("alice's")).isEqualTo(Stem.of("alice"));
  }

  @Test
  void units_of_chinese_are_pairs_without_pronouns() {
    assertThat(Passage.of("他的电话").units()).containsOnlyKeys("电话");
  }

  @Test
  void texts_of_marks_alone_have_no_words() {
    assertThat(Passage.of(" ?! ").words()).isEmpty();
    assertThat(Passage.of("").units()).isEmpty();
  }
}
