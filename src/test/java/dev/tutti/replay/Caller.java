package dev.tutti.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client of Tutti. Thread-safe. */
final class Caller implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  Caller(URI address) {
    this.address = address;
  }

  /** Asks, and reads the answer to its end. */
  Received ask(Door door, String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(address.resolve(door.path()))
            .header("content-type", "application/json")
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = client.send(request, BodyHandlers.ofInputStream());
    var bytes = new ByteArrayOutputStream();
    boolean complete = drain(response.body(), bytes);
    return new Received(
        response.statusCode(),
        response.headers(),
        bytes.toString(StandardCharsets.UTF_8),
        complete);
  }

  private static boolean drain(InputStream body, ByteArrayOutputStream bytes) {
    try (body) {
      body.transferTo(bytes);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /**
   * What came back.
   *
   * @param complete whether the message ended as HTTP says, rather than with the connection
   */
  record Received(int status, HttpHeaders headers, String body, boolean complete) {
    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** Whether it came as a stream of events. */
    boolean events() {
      return header("content-type").startsWith("text/event-stream");
    }
  }
}
