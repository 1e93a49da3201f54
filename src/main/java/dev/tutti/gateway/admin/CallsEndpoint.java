package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;
import dev.tutti.ledger.CallFields;
import dev.tutti.ledger.CallPage;
import dev.tutti.ledger.CallRow;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.RecordedCall;
import dev.tutti.query.Field;
import dev.tutti.query.Moment;
import dev.tutti.query.Query;
import dev.tutti.query.QuerySyntaxException;
import dev.tutti.text.Csv;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/calls?filter=&zone=&after=&limit=&format=json|csv}, the latest that have ended
 * first, {@code GET /admin/calls/{id}}: what became of a call, and why, and the calls beside it.
 */
public record CallsEndpoint(Ledger ledger, InstantSource clock) {
  private static final int LONGEST_ID = 200;

  /** {@code GET /admin/calls}. */
  public void list(HttpExchange exchange) {
    var page = Page.of(exchange);
    boolean isCsv = FigureFormat.isCsv(exchange);
    exchange.when(
        ledger.page(query(exchange), page.before(), page.limit()),
        found -> {
          if (isCsv) {
            exchange.text(FigureFormat.CSV, csv(found));
          } else {
            exchange.json(json(found));
          }
        });
  }

  private static ObjectNode json(CallPage found) {
    var answer = Json.object();
    var data = answer.putArray("data");
    found.rows().forEach(row -> data.add(json(row)));
    answer.put("has_more", found.next().isPresent());
    found.next().ifPresent(next -> answer.put("next", next));
    return answer;
  }

  /** A line for each call, with the number to go on after as its last cell. */
  private static String csv(CallPage found) {
    var names = CallFields.CALL.stream().map(Field::name).collect(Collectors.toList());
    names.add("number");
    var text = new StringBuilder(Csv.line(names));
    for (var row : found.rows()) {
      var cells = new ArrayList<@Nullable Object>();
      CallFields.CALL.forEach(field -> cells.add(row.fields().get(field.name())));
      cells.add(row.number());
      text.append(Csv.line(cells));
    }
    return text.toString();
  }

  /** {@code GET /admin/calls/{id}}. */
  public void one(HttpExchange exchange) {
    var id = known(exchange.path("id"));
    exchange.when(
        ledger.call(id), found -> exchange.json(json(found.orElseThrow(() -> unknown(id)))));
  }

  /** {@code GET /admin/calls/{id}/neighbours?filter=&zone=}: the calls beside it in a list. */
  public void neighbours(HttpExchange exchange) {
    var id = known(exchange.path("id"));
    exchange.when(
        ledger.neighbours(query(exchange), id),
        found -> {
          var beside = found.orElseThrow(() -> unknown(id));
          exchange.json(
              Json.object()
                  .put("newer", beside.newer().orElse(null))
                  .put("older", beside.older().orElse(null)));
        });
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
