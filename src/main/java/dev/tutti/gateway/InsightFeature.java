package dev.tutti.gateway;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.document.StoredDocuments;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.document.DocumentErrors;
import dev.tutti.gateway.insight.InsightEndpoint;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.http.ServerSettings;

/** Figures of data, without any model. */
public record InsightFeature(StoredDocuments documents, ServerSettings settings)
    implements Feature {

  @Override
  public void routes(Routes routes) {
    var endpoint = new InsightEndpoint(documents, Thread::startVirtualThread, settings::bodyLimit);
    routes.add(
        new HttpRoute(
                POST,
                "/v1/insight/compute",
                keyed(),
                Endpoint.telling(new DocumentErrors(), endpoint::compute))
            .counted());
  }
}
