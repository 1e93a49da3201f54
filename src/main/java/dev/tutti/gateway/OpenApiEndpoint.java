package dev.tutti.gateway;

import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.skill.api.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * {@code GET /openapi.json}: description of every endpoint, {@code docs/openapi.yaml} as JSON. It
 * is read when somebody first asks, since few do.
 */
final class OpenApiEndpoint implements Endpoint {
  private static final String FILE = "openapi.yaml";

  @Override
  public void answer(HttpExchange exchange) {
    exchange
        .loop()
        .offload(() -> Text.JSON)
        .onSuccess(json -> exchange.attempt(() -> exchange.text("application/json", json)))
        .onFailure(exchange::fail);
  }

  private static final class Text {
    static final String JSON = Json.text(Json.valueOf(read()));
  }

  private static Object read() {
    try (var file = Objects.requireNonNull(OpenApiEndpoint.class.getResourceAsStream(FILE), FILE)) {
      var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Objects.requireNonNull(Yaml.read(FILE, text), FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
