package dev.tutti.document.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Words in windows of a text, which are those of the window read as a text of its own. */
class WordPlacesTest {
  private static final Pattern WORDS =
      Pattern.compile("(?i)增长|增(?!值)|(?<!下)降|\\b(?:up|rose|fell)\\b");
  private static final String[] PIECES = {
    "增长", "增", "增值", "下降", "降", "下", "up", "Rose", "fell", " ", " ", "，", "a", "1", "1 ", "US$5"
  };
  private static final int LONGEST = 30;

  @Test
  void windows_before_numbers_are_read_as_they_would_be_alone() {
    var random = new Random(7);
    for (int round = 0; round < 300; round++) {
      var text = new StringBuilder();
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        var piece = PIECES[random.nextInt(PIECES.length)];
        if (piece.startsWith("1") || piece.startsWith("US$")) {
          numbers.add(text.length());
        }
        text.append(piece);
      }
      var places = new WordPlaces(WORDS, text);
      for (int to : numbers) {
        for (int from = Math.max(0, to - LONGEST); from <= to; from++) {
          assertThat(places.last(from, to))
              .as("%s from %d to %d", text, from, to)
              .isEqualTo(last(text.substring(from, to), from));
        }
      }
    }
  }

  private static int last(String window, int from) {
    var found = WORDS.matcher(window);
    int last = -1;
    while (found.find()) {
      last = from + found.start();
    }
    return last;
  }

  @Test
  void a_word_stands_between_places_or_it_does_not() {
    var places = new WordPlaces(WORDS, "sales rose by 5");
    assertThat(places.any(0, 14)).isTrue();
    assertThat(places.any(6, 10)).isTrue();
    assertThat(places.any(7, 14)).isFalse();
    assertThat(places.any(0, 0)).isFalse();
  }
}
