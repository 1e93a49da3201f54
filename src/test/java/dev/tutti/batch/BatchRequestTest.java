package dev.tutti.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class BatchRequestTest {
  private static BatchRequest read(String json) {
    return BatchRequest.read((ObjectNode) Json.tree(json));
  }

  @Test
  void a_request_says_file_endpoint_and_window() {
    var request =
        read(
            """
            {"input_file_id": "file-1", "endpoint": "/v1/responses", "completion_window": "24h",
             "metadata": {"a": "b"}, "output_expires_after": {"anchor": "created_at", "seconds": 7200}}
            """);
    assertThat(request.input()).isEqualTo("file-1");
    assertThat(request.target()).isEqualTo(BatchTarget.RESPONSES);
    assertThat(request.time()).isEqualTo(Duration.ofHours(24));
    assertThat(request.metadata().path("a").asString()).isEqualTo("b");
    assertThat(request.keeping()).isEqualTo(Optional.of(Duration.ofHours(2)));
    assertThat(BatchRequest.read(request.json())).isEqualTo(request);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"endpoint":"/v1/responses"}                                                            | input_file_id
          {"input_file_id":7,"endpoint":"/v1/responses"}                                          | input_file_id
          {"input_file_id":"f"}                                                                   | endpoint
          {"input_file_id":"f","endpoint":"/v1/models"}                                           | endpoint
          {"input_file_id":"f","endpoint":"/v1/responses","completion_window":"soon"}             | completion_window
          {"input_file_id":"f","endpoint":"/v1/responses","completion_window":"31d"}              | completion_window
          {"input_file_id":"f","endpoint":"/v1/responses","metadata":{"a":1}}                     | metadata
          {"input_file_id":"f","endpoint":"/v1/responses","output_expires_after":{"seconds":9}}   | output_expires_after
          {"input_file_id":"f","endpoint":"/v1/responses","endpoints":1}                          | endpoints
          """)
  void what_is_wrong_is_named(String json, String member) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.param()).contains(member));
  }
}
