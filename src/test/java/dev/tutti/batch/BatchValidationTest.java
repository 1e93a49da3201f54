package dev.tutti.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.BodyMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchValidationTest {
  private static final String GOOD =
      "{\"custom_id\":\"%s\",\"method\":\"POST\",\"url\":\"/v1/embeddings\",\"body\":{\"input\":1}}\n";

  @TempDir Path folder;

  private BatchValidation.Verdict check(String text) throws Exception {
    var file = Files.writeString(folder.resolve("in.jsonl"), text);
    var settings = new BatchSettings(3, 1_000, 1, Duration.ofDays(1));
    return new BatchValidation(BatchTarget.EMBEDDINGS, settings, BodyMemory.of(64 << 20)::lease)
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
