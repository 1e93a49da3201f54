package dev.tutti.console;

import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import java.util.stream.Collectors;

/**
 * {@code GET /console} and all below it: the one page of HTML, whose modules show what the address
 * means.
 */
final class ShellEndpoint implements Endpoint {
  @Override
  public void answer(HttpExchange exchange) {
    exchange
        .loop()
        .offload(Assets::shared)
        .onSuccess(assets -> exchange.attempt(() -> answer(exchange, assets)))
        .onFailure(exchange::fail);
  }

  private static void answer(HttpExchange exchange, Assets assets) {
    PageHeaders.write(exchange).putHeader("cache-control", "no-cache");
    exchange.text("text/html; charset=utf-8", page(assets));
  }

  /** The page, with the modules that a browser would else ask for one after the other. */
  private static String page(Assets assets) {
    var folder = "/console/assets/" + assets.hash();
    var modules =
        assets.modules().stream()
            .map(path -> "<link rel=\"modulepreload\" href=\"%s/%s\">".formatted(folder, path))
            .collect(Collectors.joining("\n"));
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Tutti</title>
    <link rel="icon" href="%1$s/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="%1$s/console.css">
    %2$s
    <script type="module" src="%1$s/app/main.js"></script>
    </head>
    <body>
    <div id="app"></div>
    <noscript><p>The console needs JavaScript. 控制台需要启用 JavaScript。</p></noscript>
    </body>
    </html>
    """
        .formatted(folder, modules);
  }
}
