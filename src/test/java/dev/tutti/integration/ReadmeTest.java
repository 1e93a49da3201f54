package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** README in its two languages: the same sections, examples and links in the same order. */
class ReadmeTest {
  private static final Path ENGLISH = Path.of("README.md");
  private static final Path CHINESE = Path.of("README.zh.md");
  private static final Pattern HEADING = Pattern.compile("(?m)^(#+) ");
  private static final Pattern TARGET = Pattern.compile("\\]\\(([^)]+)\\)");
  private static final Pattern COMMAND = Pattern.compile("`(sudo|brew|wsl|\\./)[^`]*`");

  @Test
  void sections_are_the_same() throws IOException {
    assertThat(found(HEADING, CHINESE)).isEqualTo(found(HEADING, ENGLISH)).hasSizeGreaterThan(5);
  }

  @Test
  void examples_are_the_same() throws IOException {
    assertThat(examples(CHINESE)).isEqualTo(examples(ENGLISH)).hasSizeGreaterThan(5);
  }

  @Test
  void links_lead_to_the_same_pages() throws IOException {
    assertThat(found(TARGET, CHINESE))
        .contains("README.md")
        .filteredOn(each -> !each.equals("README.md"))
        .containsExactlyInAnyOrderElementsOf(
            found(TARGET, ENGLISH).stream().filter(each -> !each.equals("README.zh.md")).toList());
  }

  @Test
  void commands_in_the_text_are_the_same() throws IOException {
    assertThat(found(COMMAND, CHINESE))
        .containsExactlyInAnyOrderElementsOf(found(COMMAND, ENGLISH))
        .isNotEmpty();
  }

  /** One starts it, one runs the tests. */
  @Test
  void two_commands_come_first() throws IOException {
    assertThat(examples(ENGLISH)).first().isEqualTo("sh: ./tutti serve\n./mvnw verify\n");
  }

  private static List<String> examples(Path page) throws IOException {
    return Page.read(page).blocks().stream()
        .map(block -> block.language() + ": " + block.text())
        .toList();
  }

  private static List<String> found(Pattern pattern, Path page) throws IOException {
    return pattern
        .matcher(Files.readString(page))
        .results()
        .map(each -> pattern == TARGET || pattern == HEADING ? each.group(1) : each.group())
        .toList();
  }
}
