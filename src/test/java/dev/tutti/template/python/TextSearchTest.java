package dev.tutti.template.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.KnownFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

class TextSearchTest {
  private static Meter meter() {
    return new Meter(1_000_000, 1_000_000, Duration.ofSeconds(10), System::nanoTime);
  }

  @KnownFault("SECURITY-F5")
  @RepeatedTest(50)
  void finds_what_java_finds() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      var text = text(random, random.nextInt(30));
      var part = text(random, 1 + random.nextInt(5));
      assertThat(forwards(text, part))
          .as("seed %d: %s in %s", seed, part, text)
          .isEqualTo(forwardsByJava(text, part));
      assertThat(TextSearch.backwards(text, part, meter()).first())
          .as("seed %d: last %s in %s", seed, part, text)
          .isEqualTo(text.lastIndexOf(part));
    }
  }

  private static String text(Random random, int length) {
    var text = new StringBuilder();
    random.ints(length, 'a', 'c').forEach(each -> text.append((char) each));
    return text.toString();
  }

  private static List<Integer> forwards(String text, String part) {
    var found = new ArrayList<Integer>();
    var search = TextSearch.forwards(text, part, meter());
    for (int i = search.first(); i >= 0; i = search.from(i + part.length())) {
      found.add(i);
    }
    return found;
  }

  private static List<Integer> forwardsByJava(String text, String part) {
    var found = new ArrayList<Integer>();
    for (int i = text.indexOf(part); i >= 0; i = text.indexOf(part, i + part.length())) {
      found.add(i);
    }
    return found;
  }
}
