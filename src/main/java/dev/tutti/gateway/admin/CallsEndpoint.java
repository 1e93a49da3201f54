package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;
import dev.tutti.ledger.CallFields;
import dev.tutti.ledger.CallRow;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.RecordedCall;
import dev.tutti.query.Moment;
import dev.tutti.query.Query;
import dev.tutti.query.QuerySyntaxException;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/calls?filter=&zone=&after=&limit=}, the latest that have ended first, and
 * {@code GET /admin/calls/{id}}: what became of a call, and why.
 */
public record CallsEndpoint(Ledger ledger, InstantSource clock) {
  private static final int LONGEST_ID = 200;

  /** {@code GET /admin/calls}. */
  public void list(HttpExchange exchange) {
    var page = Page.of(exchange);
    exchange.when(
        ledger.page(query(exchange), page.before(), page.limit()),
        found -> {
          var answer = Json.object();
          var data = answer.putArray("data");
          found.rows().forEach(row -> data.add(json(row)));
          answer.put("has_more", found.next().isPresent());
          found.next().ifPresent(next -> answer.put("next", next));
          exchange.json(answer);
        });
  }

  /** {@code GET /admin/calls/{id}}. */
  public void one(HttpExchange exchange) {
    var id = known(exchange.path("id"));
    exchange.when(
        ledger.call(id), found -> exchange.json(json(found.orElseThrow(() -> unknown(id)))));
  }

  /**
   * An id that a call may have.
   *
   * @throws Fault with status 404 for one that is too long
   */
  static String known(String id) {
    if (id.length() > LONGEST_ID) {
      throw unknown("...");
    }
    return id;
  }

  private static Fault unknown(String id) {
    return Fault.of(FaultCode.INVALID_REQUEST, "call \"%s\": is not recorded".formatted(id))
        .status(404);
  }

  private Query query(HttpExchange exchange) {
    var zone = ScopeParameters.zone(exchange);
    try {
      return Query.parse(
          exchange.query("filter").orElse(""), CallFields.CALL, new Moment(clock.instant(), zone));
    } catch (QuerySyntaxException e) {
      throw Fault.invalid("filter", String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode json(CallRow row) {
    return fields(Json.object().put("number", row.number()), row.fields());
  }

  private static ObjectNode json(RecordedCall call) {
    var json = fields(Json.object(), call.fields());
    json.set("decision", call.decision().isEmpty() ? Json.array() : Json.tree(call.decision()));
    var tries = json.putArray("tries");
    call.attempts().forEach(each -> tries.add(fields(Json.object(), each)));
    return json;
  }

  private static ObjectNode fields(ObjectNode to, Map<String, Object> fields) {
    fields.forEach((name, value) -> to.set(name, Json.valueOf(value)));
    return to;
  }
}
