package dev.tutti.gateway.admin;

import dev.tutti.config.Argument;
import dev.tutti.event.EventLog;
import dev.tutti.event.EventTopic;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.StreamPlaces;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * {@code GET /admin/events?topics=}: events as they happen, as server-sent events. With {@code
 * Last-Event-ID} it goes on behind that one.
 *
 * @param streams that there are now
 * @param admitted whether a reader has not lost the right to read on
 */
public record EventsEndpoint(EventLog log, StreamPlaces streams, Predicate<HttpExchange> admitted)
    implements Endpoint {
  private static final Pattern COMMA = Pattern.compile(",");

  @Override
  public void answer(HttpExchange exchange) {
    var topics = topics(exchange.query("topics").orElse(""));
    var id = exchange.header("last-event-id").orElse("");
    long known = number(id);
    var ended = streams.take(exchange.principal().label());
    long position = known < 0 ? log.last() : known;
    BooleanSupplier mayGoOn = () -> admitted.test(exchange);
    new EventStream(exchange, log, topics, position, mayGoOn, ended)
        .start(known < 0 && !id.isEmpty());
  }

  private static Set<EventTopic> topics(String text) {
    if (text.isEmpty()) {
      return EnumSet.allOf(EventTopic.class);
    }
    var topics = EnumSet.noneOf(EventTopic.class);
    try {
      COMMA
          .splitAsStream(text)
          .map(word -> Argument.named("topics", word, EventTopic.values(), EventTopic::word))
          .forEach(topics::add);
    } catch (IllegalArgumentException e) {
      throw ParameterFault.of("topics", e);
    }
    return topics;
  }

  /** The number of an event of this run that has happened, or -1. */
  private long number(String id) {
    var prefix = log.run() + '-';
    try {
      long number = id.startsWith(prefix) ? Long.parseLong(id.substring(prefix.length())) : -1;
      return number <= log.last() ? Math.max(-1, number) : -1;
    } catch (NumberFormatException _) {
      return -1;
    }
  }
}
