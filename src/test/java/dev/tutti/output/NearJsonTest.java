package dev.tutti.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Properties that hold for any text; each run draws the same ones. */
class NearJsonTest {
  private static final int MANY = 5_000;
  private static final String LETTERS = "{}[]:,\"'\\ \n`tT1-.eaNone世/u0041";

  private final Random random = new Random(4);

  @Test
  void valid_json_is_read_as_the_same_value() {
    for (int i = 0; i < MANY; i++) {
      var value = Json.tree(Json.text(value(4)));
      var read = NearJson.read(Json.text(value));
      assertThat(read).as("%s", value).hasSize(1);
      assertThat(Json.tree(read.getFirst())).isEqualTo(value);
    }
  }

  @Test
  void what_is_read_is_json() {
    for (int i = 0; i < MANY * 4; i++) {
      for (var read : NearJson.read(noise())) {
        assertThat(Json.tree(read)).as(read).isNotNull();
      }
    }
  }

  @Test
  void a_valid_text_that_is_spoiled_is_never_read_as_something_broken() {
    for (int i = 0; i < MANY; i++) {
      var text = new StringBuilder(Json.text(value(4)));
      text.setCharAt(
          random.nextInt(text.length()), LETTERS.charAt(random.nextInt(LETTERS.length())));
      for (var read : NearJson.read(text.substring(0, random.nextInt(text.length() + 1)))) {
        assertThat(Json.tree(read)).as(read).isNotNull();
      }
    }
  }

  private JsonNode value(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> Json.tree(String.valueOf(random.nextInt()));
      case 1 -> Json.tree(String.valueOf(random.nextGaussian()));
      case 2 -> Json.tree(String.valueOf(random.nextBoolean()));
      case 3 -> Json.tree("null");
      case 4 -> Json.tree(Json.text(noise()));
      case 5 -> {
        var list = Json.array();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(depth - 1));
        }
        yield list;
      }
      default -> {
        var object = Json.object();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.set(noise(), value(depth - 1));
        }
        yield object;
      }
    };
  }

  private String noise() {
    var text = new StringBuilder();
    for (int i = random.nextInt(24); i > 0; i--) {
      text.appendCodePoint(LETTERS.codePointAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
