package dev.tutti.console;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;

/**
 * {@code GET /console/assets/{hash}/{file...}}: one file, which browsers may keep for a year, as
 * another content has another hash.
 */
final class AssetsEndpoint implements Endpoint {
  private static final String FOREVER = "public, max-age=31536000, immutable";

  @Override
  public void answer(HttpExchange exchange) {
    exchange
        .loop()
        .offload(Assets::shared)
        .onSuccess(assets -> exchange.attempt(() -> answer(exchange, assets)))
        .onFailure(exchange::fail);
  }

  private static void answer(HttpExchange exchange, Assets assets) {
    var path = exchange.path("file");
    var file = assets.files().get(path);
    if (file == null || !exchange.path("hash").equals(assets.hash())) {
      throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "%s is not of this version of the console (expected: an address that its page has; load the page again)"
                  .formatted(exchange.path()))
          .status(404);
    }
    var tag = "\"" + assets.hash() + "\"";
    var response =
        PageHeaders.write(exchange)
            .putHeader("content-type", file.type())
            .putHeader("cache-control", FOREVER)
            .putHeader("etag", tag)
            .putHeader("vary", "accept-encoding");
    if (exchange.header("if-none-match").filter(each -> each.contains(tag)).isPresent()) {
      response.setStatusCode(304).end();
      return;
    }
    boolean inflated = exchange.list("accept-encoding").filter(AssetsEndpoint::takesGzip).isEmpty();
    if (!inflated) {
      response.putHeader("content-encoding", "gzip");
    }
    exchange.end(file.content(inflated));
  }

  private static boolean takesGzip(String encodings) {
    return encodings.contains("gzip") && !encodings.matches(".*gzip\\s*;\\s*q=0(\\.0*)?(,.*)?");
  }
}
