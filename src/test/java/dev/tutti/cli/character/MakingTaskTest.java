package dev.tutti.cli.character;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.cli.server.ApiClient;
import dev.tutti.testing.CannedServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MakingTaskTest {
  private final AtomicBoolean away = new AtomicBoolean();

  /** Result of a task whose server goes away once, and which has ended in a way then. */
  private JsonNode result(String ended) throws IOException, InterruptedException {
    try (var server = CannedServer.start(asked -> answer(asked, ended));
        var client = new ApiClient(server.url(), "")) {
      return new MakingTask(client, "t", new PrintWriter(new StringWriter())).result();
    }
  }

  private Optional<String> answer(String asked, String ended) {
    if (asked.startsWith("/v1/tasks/t/events")) {
      away.set(true);
      return Optional.empty();
    }
    return Optional.of(away.get() ? ended : "{\"status\":\"running\"}");
  }

  @Test
  void a_character_is_waited_for_while_the_server_starts_again() throws Exception {
    assertThat(result("{\"status\":\"succeeded\",\"result\":{\"status\":\"ok\"}}").at("/status"))
        .hasToString("\"ok\"");
  }

  @Test
  void a_character_that_was_not_made_is_told() {
    assertThatThrownBy(() -> result("{\"status\":\"dead\",\"error\":{\"message\":\"no model\"}}"))
        .isInstanceOf(Fault.class)
        .hasMessage("task t dead: no model");
  }
}
