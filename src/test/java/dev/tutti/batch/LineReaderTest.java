package dev.tutti.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineReaderTest {
  @TempDir Path folder;

  private LineReader open(String text) throws IOException {
    return new LineReader(Files.writeString(folder.resolve("in.jsonl"), text), 10);
  }

  private static List<String> rest(LineReader reader) throws IOException {
    var lines = new ArrayList<String>();
    for (var place = reader.next(); place != null; place = reader.next()) {
      var line = reader.read(place);
      assertThat(line.bytes()).hasSize(place.length());
      lines.add(line.number() + " " + new String(line.bytes(), StandardCharsets.UTF_8).strip());
    }
    return lines;
  }

  @Test
  void lines_are_numbered_and_blank_ones_count() throws IOException {
    try (var reader = open("\ufeffone\r\n\n  \t\ntwo\n\nlast")) {
      assertThat(rest(reader)).containsExactly("1 one", "4 two", "6 last");
    }
    try (var reader = open("")) {
      assertThat(rest(reader)).isEmpty();
    }
    try (var reader = open("\n\n")) {
      assertThat(rest(reader)).isEmpty();
    }
  }

  @Test
  void a_line_that_is_too_long_is_told_and_passed_over() throws IOException {
    try (var reader = open("one\n12345678901\nthree")) {
      assertThat(reader.next()).isNotNull();
      assertThatThrownBy(reader::next).hasMessageContaining("line 2: 11 bytes");
      assertThat(rest(reader)).containsExactly("3 three");
    }
  }

  @Test
  void lines_are_found_without_being_held_and_read_in_any_order() throws IOException {
    try (var reader = open("one\n\ntwo\nthree")) {
      var one = Objects.requireNonNull(reader.next());
      var two = Objects.requireNonNull(reader.next());
      assertThat(two).isEqualTo(new LineReader.LinePlace(3, 5, 3));
      var three = Objects.requireNonNull(reader.next());
      assertThat(text(reader, three) + text(reader, one) + text(reader, two))
          .isEqualTo("threeonetwo");
    }
  }

  private static String text(LineReader reader, LineReader.LinePlace place) throws IOException {
    return new String(reader.read(place).bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void an_interrupt_changes_nothing() throws IOException {
    try (var reader = open("one\ntwo")) {
      Thread.currentThread().interrupt();
      assertThat(rest(reader)).hasSize(2);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
