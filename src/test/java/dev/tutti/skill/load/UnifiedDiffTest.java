package dev.tutti.skill.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
  @Test
  void equal_texts_have_none() {
    assertThat(UnifiedDiff.of("a", "same\n", "b", "same\n")).isEmpty();
  }

  @Test
  void a_change_is_shown_with_three_lines_around_it() {
    assertThat(
            UnifiedDiff.of("a", "1\n2\n3\n4\n5\n6\n7\n8\n9", "b", "1\n2\n3\n4\nfive\n6\n7\n8\n9"))
        .isEqualTo("--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  }

  @Test
  void changes_far_from_each_other_are_two_hunks() {
    var before = numbers("x", "x");
    var after = numbers("y", "z");
    assertThat(UnifiedDiff.of("a", before, "b", after))
        .isEqualTo(
            """
            --- a
            +++ b
            @@ -1,4 +1,4 @@
            -x
            +y
             1
             2
             3
            @@ -19,4 +19,4 @@
             18
             19
             20
            -x
            +z
            """);
  }

  private static String numbers(String first, String last) {
    return IntStream.rangeClosed(1, 20)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("\n", first + "\n", "\n" + last));
  }

  @Test
  void what_is_new_and_what_is_gone_counts_from_nothing() {
    assertThat(UnifiedDiff.of("a", "", "b", "one\n"))
        .isEqualTo("--- a\n+++ b\n@@ -0,0 +1,1 @@\n+one\n");
    assertThat(UnifiedDiff.of("a", "one\n", "b", "")).endsWith("@@ -1,1 +0,0 @@\n-one\n");
    assertThat(UnifiedDiff.of("a", "one", "b", "one\n")).contains("only the ends of lines differ");
  }

  @Test
  void texts_that_are_too_different_are_replaced_as_a_whole() {
    var before = IntStream.range(0, 3_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
    var after = IntStream.range(0, 3_000).mapToObj(i -> "b" + i).collect(Collectors.joining("\n"));
    assertThat(UnifiedDiff.of("a", before, "b", after).lines()).hasSize(6_003);
  }
}
