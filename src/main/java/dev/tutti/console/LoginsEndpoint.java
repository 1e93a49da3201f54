package dev.tutti.console;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEvent;
import java.time.InstantSource;

/**
 * {@code GET /console/logins}: logins of browsers that have not ended; {@code DELETE
 * /console/logins/{id}} ends one.
 */
record LoginsEndpoint(Logins logins, Audit audit, InstantSource clock) implements Endpoint {

  @Override
  public void answer(HttpExchange exchange) {
    PageHeaders.write(exchange).putHeader("cache-control", "no-store");
    var own = logins.id(exchange.visit().token());
    var answer = Json.object();
    var data = answer.putArray("data");
    logins
        .all()
        .forEach(
            (id, login) ->
                data.addObject()
                    .put("id", id)
                    .put("key", login.key())
                    .put("made_at", login.made().toString())
                    .put("seen_at", login.seen().toString())
                    .put("own", id.equals(own)));
    exchange.json(answer);
  }

  /** Ends one. */
  void end(HttpExchange exchange) {
    var id = exchange.path("id");
    if (!logins.endById(id)) {
      throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "login \"%s\" is not here (expected: the id of one that has not ended)".formatted(id))
          .status(404);
    }
    var who = exchange.principal().label();
    var event = new AuditEvent(clock.instant(), who, "console.login.end", "login " + id);
    exchange.when(
        audit.note(event).handle((_, _) -> event), // it has ended, also where no row says so
        _ -> {
          PageHeaders.write(exchange).putHeader("cache-control", "no-store");
          exchange.json(Json.object().put("ended", true));
        });
  }
}
