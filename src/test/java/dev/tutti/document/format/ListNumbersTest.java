package dev.tutti.document.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Numbers of items, which browsers show and which say what an option is. */
class ListNumbersTest {
  private static String text(String name, String content) {
    return DocumentReader.parse(name, content.getBytes(UTF_8)).text();
  }

  @Test
  void a_numbered_list_keeps_its_numbers_and_the_bullets_within() {
    var list = "1. North: costs 90\n   - income 45 a year\n2. South: costs 50\n\nThe end.";
    assertThat(text("a.md", list))
        .isEqualTo("1. North: costs 90\n- income 45 a year\n2. South: costs 50\nThe end.");
  }

  @Test
  void paragraphs_of_an_item_have_one_number() {
    var list = "<html><ol start=3><li><p>One</p><p>more</p><li>Two</ol>";
    assertThat(text("a.html", list)).isEqualTo("3. One\nmore\n4. Two");
  }

  @Test
  void items_of_bullets_alone_stay_as_they_are() {
    assertThat(text("a.md", "- One\n- Two")).isEqualTo("One\nTwo");
  }
}
