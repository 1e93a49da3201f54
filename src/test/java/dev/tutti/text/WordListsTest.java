package dev.tutti.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordListsTest {
  private static final Path RESOURCES = Path.of("src/main/resources/dev/tutti");

  @Test
  void lists_stand_under_their_names() {
    var lists =
        WordLists.of(
            "t.txt",
            """
            # Little words.
            [pronouns]
            i you

            we
            [units]
            kilo=kg #=number
            """);
    assertThat(lists.words("pronouns")).containsExactlyInAnyOrder("i", "you", "we");
    assertThat(lists.lines("pronouns")).containsExactly("i you", "we");
    assertThat(lists.pairs("units")).containsEntry("kilo", "kg").containsEntry("#", "number");
    assertThat(lists.pattern("pronouns").pattern()).isEqualTo("i you|we");
  }

  @Test
  void what_is_not_of_this_form_is_named() {
    refused("word\n[a]\n", "t.txt: \"word\" is in no list");
    refused("[a]\nb\n[a]\nc\n", "t.txt: [a] twice");
    refused("[b]\nc\n", "t.txt: no words in [a]");
    refused("[a]\n[b]\nc\n", "t.txt: no words in [a]");
    refused("[a]\nb=c\nb=d\n", "t.txt: two meanings: b=");
    assertThatThrownBy(() -> WordLists.beside(WordLists.class, "none.txt"))
        .hasMessage("no such resource: none.txt");
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> WordLists.of("t.txt", text).pairs("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void every_resource_is_of_this_form() throws IOException {
    for (var resource : resources()) {
      var lists = WordLists.of(resource.toString(), Files.readString(resource));
      assertThat(lists.names()).as(resource.toString()).isNotEmpty();
      for (var name : lists.names()) {
        assertThat(lists.lines(name))
            .as(resource + " [" + name + "]")
            .doesNotHaveDuplicates()
            .noneMatch(line -> line.startsWith("|") || line.endsWith("|") || line.contains("||"))
            .allMatch(line -> line.equals(line.strip()));
        assertThat(lists.pattern(name).matcher("").find()).as("matches nothing").isFalse();
      }
    }
  }

  @Test
  void english_words_and_phrases_are_in_lower_case() throws IOException {
    for (var file : List.of("cache/semantic/english.txt", "provider/error/phrases.txt")) {
      var lists = WordLists.of(file, Files.readString(RESOURCES.resolve(file)));
      for (var name : lists.names()) {
        var words = String.join(" ", lists.lines(name)).replaceAll("=\\S*", "");
        assertThat(words).as(file + " [" + name + "]").isEqualTo(words.toLowerCase(Locale.ROOT));
      }
    }
  }

  private static List<Path> resources() throws IOException {
    try (var files = Files.walk(RESOURCES)) {
      var found = files.filter(file -> file.toString().endsWith(".txt")).toList();
      assertThat(found).hasSizeGreaterThanOrEqualTo(3);
      return found;
    }
  }
}
