package dev.tutti.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.BodyMemory;
import dev.tutti.testing.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchValidationTest {
  private static final String GOOD =
      "{\"custom_id\":\"%s\",\"method\":\"POST\",\"url\":\"/v1/embeddings\",\"body\":{\"input\":1}}\n";

  @TempDir Path folder;

  private BatchValidation.Verdict check(String text) throws Exception {
    return check(text, 1_000, BodyMemory.of(64 << 20));
  }

  private BatchValidation.Verdict check(String text, long most, BodyMemory memory)
      throws Exception {
    var file = Files.writeString(folder.resolve("in.jsonl"), text);
    var settings = new BatchSettings(3, most, 1, Duration.ofDays(1));
    return new BatchValidation(BatchTarget.EMBEDDINGS, settings, memory::lease)
        .check(file, Files.size(file));
  }

  @Test
  void good_lines_are_counted() throws Exception {
    var verdict = check(GOOD.formatted("a") + "\n" + GOOD.formatted("b"));
    assertThat(verdict).isEqualTo(new BatchValidation.Verdict(2, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no json                                                                                | invalid_json_line          |
          [1]                                                                                    | invalid_json_line          |
          {"custom_id":"a"} {}                                                                   | invalid_json_line          |
          {"method":"POST","url":"/v1/embeddings","body":{}}                                     | missing_required_parameter | custom_id
          {"custom_id":7,"method":"POST","url":"/v1/embeddings","body":{}}                       | invalid_custom_id          | custom_id
          {"custom_id":"","method":"POST","url":"/v1/embeddings","body":{}}                      | invalid_custom_id          | custom_id
          {"custom_id":"x","method":"POST","url":"/v1/embeddings","body":{}}                     | duplicate_custom_id        | custom_id
          {"custom_id":"a","method":"GET","url":"/v1/embeddings","body":{}}                      | invalid_method             | method
          {"custom_id":"a","method":"POST","url":"/v1/responses","body":{}}                      | invalid_url                | url
          {"custom_id":"a","method":"POST","body":{}}                                            | missing_required_parameter | url
          {"custom_id":"a","method":"POST","url":"/v1/embeddings"}                               | missing_required_parameter | body
          {"custom_id":"a","method":"POST","url":"/v1/embeddings","body":"x"}                    | invalid_body               | body
          """)
  void a_line_that_is_wrong_is_told_with_its_number(String line, String code, String param)
      throws Exception {
    var errors = check(GOOD.formatted("x") + line).errors();
    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().code()).isEqualTo(code);
    assertThat(errors.getFirst().param()).isEqualTo(param);
    assertThat(errors.getFirst().line()).isEqualTo(2);
  }

  @Test
  void files_are_bounded() throws Exception {
    assertThat(code("")).isEqualTo("empty_file");
    assertThat(code("\n \n")).isEqualTo("empty_file");
    assertThat(code("x".repeat(1_001))).isEqualTo("file_too_large");
    var four = new StringBuilder();
    for (var id : new String[] {"a", "b", "c", "d"}) {
      four.append(GOOD.formatted(id));
    }
    assertThat(code(four.toString())).isEqualTo("too_many_lines");
  }

  @Test
  void what_was_given_is_told_as_far_as_a_message_goes() throws Exception {
    var line = GOOD.formatted("a").replace("POST", "P".repeat(1 << 20));
    var error = check(line, 2 << 20, BodyMemory.of(64 << 20)).errors().getFirst();
    assertThat(error.message()).startsWith("method: \"PPP").contains("PPP... (expected: POST");
    assertThat(error.message().length()).isLessThan(200);
  }

  @Test
  void a_number_of_blank_lines_is_a_number_of_lines() throws Exception {
    var verdict =
        check("\n".repeat(1_000_001) + GOOD.formatted("a"), 2 << 20, BodyMemory.of(64 << 20));
    assertThat(verdict.errors()).extracting(BatchError::code).containsExactly("too_many_lines");
  }

  @Test
  void a_line_waits_for_memory_that_others_hold() throws Exception {
    var memory = BodyMemory.of(1 << 20);
    var line = GOOD.formatted("a").replace("1}", "\"" + "x".repeat(100_000) + "\"}");
    var others = memory.lease();
    others.take(750_000);
    var checked =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return check(line, 1 << 20, memory);
              } catch (Exception e) {
                throw new CompletionException(e);
              }
            });
    Patience.until(() -> refused(memory), "others hold it");
    assertThat(checked).isNotDone();
    others.close();
    assertThat(Patience.await(checked, "the verdict"))
        .isEqualTo(new BatchValidation.Verdict(1, List.of()));
    assertThat(memory.held()).isZero();
  }

  private static boolean refused(BodyMemory memory) {
    try (var lease = memory.lease()) {
      return !BatchRun.taken(lease, 100_000);
    }
  }

  private String code(String text) throws Exception {
    return check(text).errors().getFirst().code();
  }

  @Test
  void names_are_told_apart_however_many_there_are() {
    var names = new HashedNames();
    for (int i = 0; i < 10_000; i++) {
      assertThat(names.add("request-" + i)).isTrue();
    }
    for (int i = 0; i < 10_000; i++) {
      assertThat(names.add("request-" + i)).isFalse();
    }
  }
}
