package dev.tutti.gateway.admin;

import dev.tutti.change.Author;
import dev.tutti.chat.Fault;
import dev.tutti.http.HttpExchange;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Revisions of the configuration in headers. */
final class Revisions {
  private static final Pattern ETAG = Pattern.compile("\"?(\\d{1,18})\"?");

  private Revisions() {}

  /**
   * Who asks for a change, and to which revision, if they say so with {@code if-match}.
   *
   * @throws Fault {@code invalid_request} for a header that is no revision
   */
  static Author author(HttpExchange exchange) {
    var author = Author.of(exchange.principal().label());
    var wanted = exchange.header("if-match").orElse("*");
    if (wanted.equals("*")) {
      return author;
    }
    var etag = ETAG.matcher(wanted);
    if (!etag.matches()) {
      throw Fault.invalid("if-match", wanted + " (expected: a revision such as \"12\", or *)");
    }
    return author.at(Long.parseLong(etag.group(1)));
  }

  /** Answers with the revision that the answer is about, in its head too. */
  static void answer(HttpExchange exchange, long revision, ObjectNode answer) {
    exchange.response().putHeader("etag", "\"" + revision + "\"");
    exchange.json(answer.put("revision", revision));
  }
}
