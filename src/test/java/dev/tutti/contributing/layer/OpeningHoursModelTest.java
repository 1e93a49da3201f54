package dev.tutti.contributing.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.provider.Simulation;
import dev.tutti.provider.SimulationSettings;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.security.Role;
import dev.tutti.testing.Chat;
import dev.tutti.testing.TestingGateway;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The layer around a simulated model, behind the endpoint. */
class OpeningHoursModelTest {
  private static final String JSON =
      Chat.with(Chat.question("sim"), "\"response_format\":{\"type\":\"json_object\"}");

  @ParameterizedTest
  @CsvSource({"08:59,true", "09:00,false", "16:59,false", "17:00,true"})
  void callers_get_the_text_outside_of_the_hours(
      String time, boolean closed, @TempDir Path folder) {
    try (var server = TestingGateway.models(folder, catalog(time));
        var user = server.with(Role.USER)) {
      for (var question : new String[] {Chat.question("sim"), Chat.streamed("sim")}) {
        var answer = user.post("/v1/chat/completions", question);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text().contains("Back at nine.")).isEqualTo(closed);
      }
      assertThat(user.post("/v1/chat/completions", JSON).status()).isEqualTo(closed ? 503 : 200);
    }
  }

  private static ModelCatalog catalog(String time) {
    var clock = Clock.fixed(Instant.parse("2026-03-02T" + time + ":00Z"), ZoneOffset.UTC);
    var simulated = Simulation.server(SimulationSettings.builtIn()).model("sim");
    return ModelCatalog.only(
        new OpeningHoursModel(
            simulated, clock, LocalTime.of(9, 0), LocalTime.of(17, 0), "Back at nine."));
  }
}
