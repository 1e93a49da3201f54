package dev.tutti.gateway;

import dev.tutti.chat.Json;
import dev.tutti.gateway.SearchHit.Kind;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/search?q=&kinds=&limit=}: calls, sessions, tasks, keys, skills and models by an
 * id, its beginning, or a part of a name, as far as the reader's role may see them.
 */
record SearchEndpoint(Search search) implements Endpoint {
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final String USUAL = "5";

  @Override
  public void answer(HttpExchange exchange) {
    var limit = (int) Page.number("limit", exchange.query("limit").orElse(USUAL), Search.MOST);
    exchange.when(
        search.find(exchange.principal(), exchange.query("q").orElse(""), kinds(exchange), limit),
        result -> exchange.json(json(result)));
  }

  private static Set<Kind> kinds(HttpExchange exchange) {
    var words = exchange.query("kinds").orElse("").strip();
    var kinds = EnumSet.noneOf(Kind.class);
    if (words.isEmpty()) {
      return EnumSet.allOf(Kind.class);
    }
    COMMA.splitAsStream(words).map(Kind::of).forEach(kinds::add);
    return kinds;
  }

  private static ObjectNode json(Search.Result result) {
    var answer = Json.object();
    var data = answer.putArray("data");
    for (var hit : result.hits()) {
      data.addObject()
          .put("kind", hit.kind().word())
          .put("id", hit.id())
          .put("name", hit.name())
          .put("description", hit.description())
          .put("match", hit.match().word());
    }
    put(answer.putArray("searched"), result.searched());
    put(answer.putArray("more"), result.more());
    return answer;
  }

  private static void put(ArrayNode list, List<Kind> kinds) {
    kinds.forEach(each -> list.add(each.word()));
  }
}
