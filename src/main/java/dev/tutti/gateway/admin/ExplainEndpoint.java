package dev.tutti.gateway.admin;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.ServerSettings;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.balance.Explanation;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /admin/explain} with a chat request: which deployments would be asked in which order,
 * and why. Nobody is asked.
 */
public record ExplainEndpoint(Supplier<ModelCatalog> catalog, ServerSettings settings)
    implements Endpoint {

  @Override
  public void answer(HttpExchange exchange) {
    exchange
        .body(settings.bodyLimit())
        .compose(body -> exchange.beside(body, bytes -> ChatRequest.parse(Operation.CHAT, bytes)))
        .compose(request -> exchange.loop().offload(() -> explained(exchange, request)))
        .onSuccess(exchange::json)
        .onFailure(exchange::fail);
  }

  private ObjectNode explained(HttpExchange exchange, ChatRequest request) {
    return json(catalog.get().explain(request, exchange.principal().caller()));
  }

  private static ObjectNode json(Explanation explanation) {
    var answer = Json.object().put("model", explanation.model());
    var links = answer.putArray("links");
    for (var link : explanation.links()) {
      var one =
          links
              .addObject()
              .put("model", link.model())
              .put("when", link.when())
              .put("balance", link.balance())
              .put("attempts", link.attempts());
      var deployments = one.putArray("deployments");
      link.deployments().forEach(each -> deployments.add(json(each)));
    }
    return answer;
  }

  private static ObjectNode json(Explanation.Deployment deployment) {
    var json =
        Json.object()
            .put("deployment", deployment.deployment())
            .put("would_be_asked", deployment.against().isEmpty());
    var against = json.putArray("against");
    deployment.against().forEach(against::add);
    deployment.figures().forEach(json::put);
    return json;
  }
}
