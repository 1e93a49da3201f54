package dev.tutti.integration;

import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The request that a curl command sends; an option that is not known here is a mistake.
 *
 * @param file where the answer goes, empty for nowhere; {@link #send} leaves that to its caller
 */
record CurlRequest(String method, String target, List<String> headers, String body, String file) {
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
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      var length = bytes.length == 0 ? "" : "content-length: " + bytes.length + "\r\n";
      client.send(head(client) + length + "\r\n" + body);
      return client.answer();
    }
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
        case "-o" -> file = rest.next();
        default -> {
          if (!word.startsWith(ADDRESS) || !target.isEmpty()) {
            throw new IllegalArgumentException(
                "curl %s (expected: -s, -i, -N, -X, -H, -d, -o or %s/...)"
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
      var verb = !method.isEmpty() ? method : body.isEmpty() ? "GET" : "POST";
      return new CurlRequest(verb, target, List.copyOf(headers), body, file);
    }
  }
}
