package dev.tutti.gateway;

import dev.tutti.chat.Json;
import dev.tutti.http.Door;
import dev.tutti.http.Visit;
import dev.tutti.skill.api.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * {@code GET /openapi.json}: description of every endpoint, {@code docs/openapi.yaml} as JSON. It
 * is read when somebody first asks, since few do.
 */
final class OpenApiDoor implements Door {
  private static final String FILE = "openapi.yaml";

  @Override
  public void answer(Visit visit) {
    visit
        .loop()
        .offload(() -> Text.JSON)
        .onSuccess(json -> visit.attempt(() -> visit.text("application/json", json)))
        .onFailure(visit::fail);
  }

  private static final class Text {
    static final String JSON = Json.text(Json.valueOf(read()));
  }

  private static Object read() {
    try (var file = Objects.requireNonNull(OpenApiDoor.class.getResourceAsStream(FILE), FILE)) {
      var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Objects.requireNonNull(Yaml.read(FILE, text), FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
