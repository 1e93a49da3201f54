package dev.tutti.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineReaderTest {
  @TempDir Path folder;

  private LineReader open(String text) throws IOException {
    return new LineReader(Files.writeString(folder.resolve("in.jsonl"), text), 10);
  }

  private static List<String> rest(LineReader reader) throws IOException {
    var lines = new ArrayList<String>();
    for (var line = reader.next(); line != null; line = reader.next()) {
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
  void an_interrupt_changes_nothing() throws IOException {
    try (var reader = open("one\ntwo")) {
      Thread.currentThread().interrupt();
      assertThat(rest(reader)).hasSize(2);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
