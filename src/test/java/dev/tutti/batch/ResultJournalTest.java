package dev.tutti.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultJournalTest {
  @TempDir Path folder;

  private ResultJournal open() throws IOException {
    var paths =
        new ResultJournal.JournalPaths(
            folder.resolve("out"), folder.resolve("err"), folder.resolve("use"));
    return ResultJournal.open("batch_0a", paths, new BatchUsage(100, 0, 0, 0));
  }

  private static BatchLine line(long number) {
    return new BatchLine(number, "näme \"" + number + "\"", Buffer.buffer("{}"));
  }

  private static LineModel.Answered good(String body) {
    return LineModel.Answered.good("req_1", Buffer.buffer(body), Usage.NONE, 0);
  }

  @Test
  void outcomes_are_lines_of_one_of_two_files() throws IOException {
    var fault = Fault.of(FaultCode.MODEL_NOT_FOUND, "no such model");
    try (var journal = open()) {
      journal.add(line(3), good("{\n  \"a\": \"x\\ny\"\r\n}"));
      journal.add(
          line(1), LineModel.Answered.failed("req_1", Buffer.buffer("{\"error\":{}}"), fault));
      journal.refuse(line(7), "batch_expired", "too late");
      assertThat(journal.counts(9)).isEqualTo(new BatchCounts(9, 1, 2));
      assertThat(journal.bytes()).isEqualTo(size("out") + size("err"));
    }
    var result = Json.tree(Files.readString(folder.resolve("out")));
    assertThat(result.toString())
        .isEqualTo(
            "{\"id\":\"batch_req_0a_3\",\"custom_id\":\"näme"
                + " \\\"3\\\"\",\"response\":{\"status_code\":200,\"request_id\":\"req_1\",\"body\":{\"a\":\"x\\n"
                + "y\"}},\"error\":null}");
    var errors = Files.readAllLines(folder.resolve("err"));
    assertThat(errors).hasSize(2);
    assertThat(Json.tree(errors.getFirst()).at("/response/status_code").asInt()).isEqualTo(404);
    assertThat(Json.tree(errors.getLast()).at("/error/code").asString()).isEqualTo("batch_expired");
    assertThat(Json.tree(errors.getLast()).path("response").isNull()).isTrue();
  }

  private long size(String file) throws IOException {
    return Files.size(folder.resolve(file));
  }

  @Test
  void what_was_written_is_known_after_a_crash_and_half_a_line_is_cut_off() throws IOException {
    try (var journal = open()) {
      journal.add(line(12), good("{}"));
      journal.refuse(line(5), "c", "m");
    }
    var whole = size("out");
    for (var half : new String[] {"{\"id\":\"batch_req_0a_13\",\"cust", "{\"id\"", "garbage\n"}) {
      Files.writeString(folder.resolve("out"), half, StandardOpenOption.APPEND);
      try (var journal = open()) {
        assertThat(journal.has(12)).isTrue();
        assertThat(journal.has(5)).isTrue();
        assertThat(journal.has(13)).isFalse();
        assertThat(journal.counts(20)).isEqualTo(new BatchCounts(20, 1, 1));
        assertThat(size("out")).isEqualTo(whole);
      }
    }
    try (var journal = open()) {
      journal.add(line(13), good("{}"));
      assertThat(Files.readAllLines(folder.resolve("out"))).hasSize(2);
    }
  }

  @Test
  void what_models_have_used_is_known_to_the_last_line() throws IOException {
    try (var journal = open()) {
      journal.used(new BatchUsage(5, 1, 2, 0));
      journal.used(BatchUsage.NONE);
    }
    Files.writeString(folder.resolve("use"), "7 0", StandardOpenOption.APPEND);
    try (var journal = open()) {
      assertThat(journal.usage()).isEqualTo(new BatchUsage(105, 1, 2, 0));
      journal.used(new BatchUsage(1, 1, 1, 1));
    }
    try (var journal = open()) {
      assertThat(journal.usage()).isEqualTo(new BatchUsage(106, 2, 3, 1));
    }
  }
}
