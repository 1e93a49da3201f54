package dev.tutti.testing;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** An administrator of a running server, with a key or without. Thread-safe. */
public final class TestingAdmin implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final String key;

  /** Somebody at a server's address, with a virtual key, which may be empty. */
  public TestingAdmin(String url, String key) {
    this.url = url;
    this.key = key;
  }

  /** An answer. */
  public record Response(int status, String text) {
    /** Its JSON. */
    public JsonNode json() {
      return Json.tree(text);
    }

    /** The message of an error. */
    public String message() {
      return json().path("error").path("message").asString("");
    }

    /** The revision that it tells. */
    public long revision() {
      return json().path("revision").asLong(-1);
    }
  }

  /** Reads. */
  public Response get(String path) {
    return ask("GET", path, "");
  }

  /** Puts a section. */
  public Response put(String path, String json) {
    return ask("PUT", path, json);
  }

  /** Deletes. */
  public Response delete(String path) {
    return ask("DELETE", path, "");
  }

  /** Posts. */
  public Response post(String path, String json) {
    return ask("POST", path, json);
  }

  /** Posts a form. */
  public Response upload(String path, TestingForm form) {
    return send(
        request(path)
            .header("content-type", form.type())
            .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes())));
  }

  /** Asks, with headers as names and values in turn. */
  public Response ask(String method, String path, String body, String... headers) {
    var request =
        request(path)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("content-type", "application/json");
    return send(headers.length > 0 ? request.headers(headers) : request);
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Patience.LIMIT);
    return key.isEmpty() ? request : request.header("x-api-key", key);
  }

  private Response send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Response(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(request.build() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
