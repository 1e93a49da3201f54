package dev.tutti.integration;

import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingForm;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The request that a curl command sends; an option that is not known here is a mistake.
 *
 * @param parts of a form, in the words of {@code -F}; files are named from the repository's root
 * @param file where the answer goes, empty for nowhere; {@link #send} leaves that to its caller
 */
record CurlRequest(
    String method,
    String target,
    List<String> headers,
    String body,
    List<String> parts,
    String file) {
  private static final String ADDRESS = "http://127.0.0.1:8080";

  static CurlRequest of(ShellCommand command) {
    var draft = new Draft();
    var words = command.words().iterator();
    words.next();
    while (words.hasNext()) {
      draft.take(words.next(), words);
    }
    return draft.request();
  }

  /** Sends it and reads the whole answer. */
  ReceivedRequest send(TestingTutti tutti) throws IOException {
    try (var client = tutti.client()) {
      if (!parts.isEmpty()) {
        return form(client);
      }
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      var length = bytes.length == 0 ? "" : "content-length: " + bytes.length + "\r\n";
      client.send(head(client) + length + "\r\n" + body);
      return client.answer();
    }
  }

  private ReceivedRequest form(TestingClient client) throws IOException {
    var form = new TestingForm();
    for (var part : parts) {
      int equals = part.indexOf('=');
      var value = part.substring(equals + 1);
      if (value.startsWith("@")) {
        var path = Path.of(value.substring(1));
        form.file(path.getFileName().toString(), Files.readAllBytes(path));
      } else {
        form.field(part.substring(0, equals), value);
      }
    }
    var head = head(client).replace("application/json", form.type());
    client.send(head + "content-length: " + form.bytes().length + "\r\n\r\n");
    client.send(form.bytes());
    return client.answer();
  }

  private static boolean isType(String header) {
    return header.equals("content-type: application/json")
        || header.equals("content-type: text/csv");
  }

  private String head(TestingClient client) {
    return client.head(method, target, headers.toArray(String[]::new));
  }

  private static final class Draft {
    private final List<String> headers = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private String method = "";
    private String target = "";
    private String body = "";
    private String file = "";

    void take(String word, Iterator<String> rest) {
      switch (word) {
        case "-s", "-i", "-N", "-si", "-sN", "-sS" -> {}
        case "-X" -> method = rest.next();
        case "-H" -> headers.add(rest.next());
        case "-d" -> body = rest.next();
        case "-F" -> parts.add(rest.next());
        case "-o" -> file = rest.next();
        default -> {
          if (!word.startsWith(ADDRESS) || !target.isEmpty()) {
            throw new IllegalArgumentException(
                "curl %s (expected: -s, -i, -N, -X, -H, -d, -F, -o or %s/...)"
                    .formatted(word, ADDRESS));
          }
          target = word.substring(ADDRESS.length());
        }
      }
    }

    /** The content type is not guessed: without a header, curl would say that it is a form. */
    CurlRequest request() {
      boolean typed = headers.stream().anyMatch(CurlRequest::isType);
      if (target.isEmpty() || typed == body.isEmpty()) {
        throw new IllegalArgumentException(
            "curl without an address, or a body without its content-type (expected: both)");
      }
      headers.removeIf(CurlRequest::isType); // the client says one itself
      boolean posts = !body.isEmpty() || !parts.isEmpty();
      var verb = !method.isEmpty() ? method : posts ? "POST" : "GET";
      return new CurlRequest(verb, target, List.copyOf(headers), body, List.copyOf(parts), file);
    }
  }
}
