package dev.tutti.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourceTest {
  private static List<String> problems(String yaml) {
    return TestingConfig.problems(yaml, s -> s.string("a").or("") + s.string("b").or(""));
  }

  @Test
  void nothing_is_all_defaults() {
    assertThat(
            TestingConfig.read(ConfigSource.nothing(), Map.of(), s -> s.string("a").or("default")))
        .isEqualTo("default");
    assertThat(problems("# only a comment\n---\n")).isEmpty();
  }

  @Test
  void a_key_that_is_there_twice_is_a_problem() {
    assertThat(problems("a: 1\nb: 2\na: 3\n"))
        .containsExactly("t.yaml:3:1: a: is here twice, first at t.yaml:1:1");
  }

  @Test
  void a_tab_is_a_problem() {
    assertThat(problems("a:\n\tb: 1\n")).containsExactly("t.yaml:2:1: a tab (expected: spaces)");
  }

  @Test
  void syntax_errors_say_where_and_what_to_change() {
    assertThat(problems("a: b: c\n"))
        .singleElement()
        .asString()
        .startsWith("t.yaml:1:5: a second \": \"");
    assertThat(problems("a: @x\n"))
        .containsExactly("t.yaml:1:4: a value begins with @ (expected: quotes around it)");
    assertThat(problems("a: [1, 2\n")).singleElement().asString().startsWith("t.yaml:2:1: ");
    assertThat(problems("a: [${A}]\n")).singleElement().asString().contains("needs quotes");
    assertThat(problems("b: 1\na: x\u0007\n"))
        .containsExactly("t.yaml:2:5: the character U+0007 (expected: printable text)");
  }

  @Test
  void a_second_document_is_a_problem() {
    assertThat(problems("a: 1\n---\nb: 2\n"))
        .containsExactly("t.yaml:2:1: a second document (expected: one in a file)");
  }

  @Test
  void a_root_that_is_no_mapping_is_a_problem() {
    assertThat(problems("- a\n"))
        .containsExactly("t.yaml:1:1: a list (expected: keys with values)");
    assertThat(problems("text\n"))
        .containsExactly("t.yaml:1:1: \"text\" (expected: keys with values)");
  }

  @Test
  void tags_and_keys_that_are_no_text_are_problems() {
    assertThat(problems("a: !!binary abc\n"))
        .containsExactly(
            "t.yaml:1:4: a: the tag tag:yaml.org,2002:binary (expected: a value without a tag)");
    assertThat(problems("[a]: b\n"))
        .singleElement()
        .asString()
        .startsWith("t.yaml:1:1: a key that");
  }

  @Test
  void an_alias_repeats_what_its_anchor_marks() {
    assertThat(
            TestingConfig.read(
                "a: &x {k: v}\nb: *x\n",
                s -> s.section("a").string("k").or("") + s.section("b").string("k").or("")))
        .isEqualTo("vv");
    assertThat(problems("a: *x\n"))
        .containsExactly("t.yaml:1:4: a: *x (expected: a complete value before it, marked &x)");
    assertThat(problems("a: &x [*x]\n")).singleElement().asString().contains("a[0]: *x (expected");
  }

  @Test
  void a_few_aliases_cannot_stand_for_millions() {
    var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      bomb.append(
          "a%d: &a%<d [%s]\n"
              .formatted(i, String.join(", ", Collections.nCopies(10, "*a" + (i - 1)))));
    }

    assertThat(problems(bomb.toString()))
        .singleElement()
        .asString()
        .endsWith("more than 50,000 values");
  }

  @Test
  void deep_nesting_is_refused_at_once() {
    assertThat(problems("a: " + "[".repeat(500_000)))
        .singleElement()
        .asString()
        .startsWith("t.yaml:1:36: a[0][0]")
        .endsWith("nested more than 32 deep");
    assertThat(problems("- ".repeat(400_000))).singleElement().asString().endsWith("32 deep");
  }

  @Test
  void a_file_is_read_under_its_name(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("tutti.yaml"), "a: ä\nc: 1\n");

    assertThat(
            TestingConfig.problems(
                ConfigSource.file(file), Map.of(), s -> s.string("a").required()))
        .containsExactly(file + ":2:1: c: unknown key (expected: a)");
  }

  @Test
  void a_file_that_cannot_be_read_is_a_problem(@TempDir Path folder) throws IOException {
    var large = Files.writeString(folder.resolve("large.yaml"), "a: " + "é".repeat(600_000));
    var latin =
        Files.write(folder.resolve("l.yaml"), "a: 1\nb: é".getBytes(StandardCharsets.ISO_8859_1));
    var missing = folder.resolve("missing.yaml");

    assertThat(ofFile(large)).containsExactly(large + ": is too large (expected: at most 1 MiB)");
    assertThat(ofFile(latin)).containsExactly(latin + ":2:4: is not UTF-8");
    assertThat(ofFile(missing)).containsExactly(missing + ": no such file");
    assertThat(ofFile(folder)).singleElement().asString().startsWith(folder + ": cannot be read");
  }

  private static List<String> ofFile(Path file) {
    return TestingConfig.problems(ConfigSource.file(file), Map.of(), s -> s.string("a").or(""));
  }

  @Test
  void a_value_laid_over_wins_and_is_named_by_its_origin() {
    var source =
        ConfigSource.text("t.yaml", "server: {port: 1, host: h}")
            .with("server.port", "2", "--port");

    assertThat(
            TestingConfig.read(
                source,
                Map.of(),
                s ->
                    s.section("server").integer("port", 1, 9).or(0)
                        + s.section("server").string("host").or("")))
        .isEqualTo("2h");
    assertThat(
            TestingConfig.problems(
                ConfigSource.nothing().with("server.port", "x", "--port"),
                Map.of(),
                s -> s.section("server").integer("port", 1, 9).or(0)))
        .containsExactly("--port: server.port: \"x\" (expected: a whole number from 1 to 9)");
  }

  @Test
  void problems_come_in_the_order_of_the_file() {
    assertThat(
            TestingConfig.problems(
                "a: x\nzzz: 1\nb: y\n",
                s -> s.integer("b", 1, 2).or(1) + s.integer("a", 1, 2).or(1)))
        .extracting(each -> each.substring(0, 8))
        .containsExactly("t.yaml:1", "t.yaml:2", "t.yaml:3");
  }
}
