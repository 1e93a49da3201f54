package dev.tutti.cli.server;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.HeaderText;
import dev.tutti.wire.frame.Frame;
import dev.tutti.wire.frame.SseReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * A running Tutti as a client sees it. Blocking; thread-safe.
 *
 * <p>Every method throws a {@link Fault} with what the server said when it refuses, and {@link
 * IOException} when it cannot be reached.
 */
public final class ApiClient implements AutoCloseable {
  private static final int BUFFER = 16 << 10;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String base;
  private final String key;
  private final String user;
  private final boolean explained;

  /**
   * @param base such as {@code http://127.0.0.1:8080}
   * @param key a virtual key, empty for none
   */
  public ApiClient(String base, String key) {
    this(base, key, "", false);
  }

  private ApiClient(String base, String key, String user, boolean explained) {
    this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    this.key = key;
    this.user = user;
    this.explained = explained;
  }

  /** Another client, of the same key, on behalf of an end user. */
  public ApiClient forUser(String other) {
    return new ApiClient(base, key, other, explained);
  }

  /** Another client, of the same key, to whom answers say all that there is to say of them. */
  public ApiClient explained() {
    return new ApiClient(base, key, user, true);
  }

  public JsonNode get(String path) throws IOException, InterruptedException {
    return whole(request(path).GET().build());
  }

  public JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
    return whole(posting(path, body));
  }

  /** Asks for a change, perhaps with a body, of a revision, {@code *} for any. */
  public JsonNode change(String method, String path, JsonNode body, String revision)
      throws IOException, InterruptedException {
    return whole(
        request(path)
            .header("content-type", "application/json")
            .header("if-match", revision)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
            .build());
  }

  /** Deletes; an answer without a body is an empty object. */
  public JsonNode delete(String path) throws IOException, InterruptedException {
    var body = bytes(request(path).DELETE().build());
    return body.length == 0 ? Json.object() : Json.tree(body);
  }

  /** Asks by any method, with a body. */
  public JsonNode send(String method, String path, JsonNode body)
      throws IOException, InterruptedException {
    return whole(
        request(path)
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
            .build());
  }

  /** The same with a file. */
  public JsonNode send(String method, String path, byte[] file)
      throws IOException, InterruptedException {
    return whole(
        request(path)
            .header("content-type", "application/octet-stream")
            .method(method, HttpRequest.BodyPublishers.ofByteArray(file))
            .build());
  }

  /** Streams an answer; {@code onData} gets each event's JSON until {@code [DONE]}. */
  public void stream(String path, JsonNode body, Consumer<JsonNode> onData)
      throws IOException, InterruptedException {
    var response = http.send(posting(path, body), HttpResponse.BodyHandlers.ofInputStream());
    try (var in = response.body()) {
      if (response.statusCode() != 200) {
        throw refusal(response.statusCode(), in.readAllBytes());
      }
      read(
          in,
          data -> {
            onData.accept(data);
            return true;
          });
    }
  }

  /** Streams events until one after which {@code goesOn} says no. */
  public void events(String path, JsonNode body, Predicate<JsonNode> goesOn)
      throws IOException, InterruptedException {
    var response = http.send(posting(path, body), HttpResponse.BodyHandlers.ofInputStream());
    try (var in = response.body()) {
      if (response.statusCode() != 200) {
        throw refusal(response.statusCode(), in.readAllBytes());
      }
      read(in, goesOn);
    }
  }

  /** Streams events of a {@code GET} until the server ends them. */
  public void follow(String path, Consumer<JsonNode> onData)
      throws IOException, InterruptedException {
    var response =
        http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    try (var in = response.body()) {
      if (response.statusCode() != 200) {
        throw refusal(response.statusCode(), in.readAllBytes());
      }
      var frames = new SseReader();
      var buffer = new byte[BUFFER];
      for (int n; (n = in.read(buffer)) >= 0; ) {
        frames.feed(Arrays.copyOf(buffer, n));
        for (Frame frame; (frame = frames.next()) != null; ) {
          if (frame.length() > 0) {
            onData.accept(Json.tree(frame.data()));
          }
        }
      }
    }
  }

  private static void read(InputStream in, Predicate<JsonNode> goesOn) throws IOException {
    var frames = new SseReader();
    var buffer = new byte[BUFFER];
    for (int n; (n = in.read(buffer)) >= 0; ) {
      frames.feed(Arrays.copyOf(buffer, n));
      for (Frame frame; (frame = frames.next()) != null; ) {
        if (frame.says("[DONE]")) {
          return;
        }
        var data = Json.tree(frame.data());
        if (data.has("error")) {
          throw refusal(502, frame.data());
        }
        if (!goesOn.test(data)) {
          return;
        }
      }
    }
    throw Fault.of(FaultCode.TRUNCATED, "the stream broke off");
  }

  /** Bytes of an answer as they came, those of a stream to its end. */
  public byte[] bytes(String path, JsonNode body) throws IOException, InterruptedException {
    return bytes(posting(path, body));
  }

  /** Bytes of an answer as they came. */
  public byte[] bytes(String path) throws IOException, InterruptedException {
    return bytes(request(path).GET().build());
  }

  /** The same of an answer to a file of CSV. */
  public byte[] bytes(String path, byte[] csv) throws IOException, InterruptedException {
    return bytes(
        request(path)
            .header("content-type", "text/csv")
            .POST(HttpRequest.BodyPublishers.ofByteArray(csv))
            .build());
  }

  /** Uploads a file for a purpose; no more of it is in memory than a piece. */
  public JsonNode upload(String path, Path file, String purpose)
      throws IOException, InterruptedException {
    var boundary = "tutti-" + UUID.randomUUID();
    var name = file.getFileName().toString().replace("\"", "%22");
    var head =
        """
        --%1$s
        Content-Disposition: form-data; name="purpose"

        %2$s
        --%1$s
        Content-Disposition: form-data; name="file"; filename="%3$s"
        Content-Type: application/octet-stream

        """
            .formatted(boundary, purpose, name)
            .replace("\n", "\r\n");
    return whole(
        request(path)
            .header("content-type", "multipart/form-data; boundary=" + boundary)
            .POST(
                HttpRequest.BodyPublishers.concat(
                    HttpRequest.BodyPublishers.ofString(head),
                    HttpRequest.BodyPublishers.ofFile(file),
                    HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")))
            .build());
  }

  /** Writes an answer into a file while it comes, in the place of what is there. */
  public void download(String path, Path to) throws IOException, InterruptedException {
    var response =
        http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    try (var in = response.body()) {
      if (response.statusCode() != 200) {
        throw refusal(response.statusCode(), in.readAllBytes());
      }
      Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private JsonNode whole(HttpRequest request) throws IOException, InterruptedException {
    return Json.tree(bytes(request));
  }

  private byte[] bytes(HttpRequest request) throws IOException, InterruptedException {
    var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() / 100 != 2) {
      throw refusal(response.statusCode(), response.body());
    }
    return response.body();
  }

  private HttpRequest posting(String path, JsonNode body) {
    return request(path)
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
        .build();
  }

  private HttpRequest.Builder request(String path) {
    var builder = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofMinutes(5));
    if (!user.isEmpty()) {
      builder.header("x-tutti-user", HeaderText.value(user));
    }
    if (explained) {
      builder.header("x-tutti-explain", "1");
    }
    return key.isEmpty() ? builder : builder.header("authorization", "Bearer " + key);
  }

  private static Fault refusal(int status, byte[] body) {
    var error = Json.tree(body).path("error");
    var message = error.path("message").asString("the server answered " + status);
    return Fault.of(FaultCode.UPSTREAM_ERROR, message).status(status);
  }

  @Override
  public void close() {
    http.close();
  }
}
