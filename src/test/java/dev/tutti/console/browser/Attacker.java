package dev.tutti.console.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A page of another origin on this machine, which browsers count as the same site: it asks a server
 * for all that a page can ask without being let, with the cookies of who looks at it.
 */
final class Attacker implements AutoCloseable {
  /** Name of every key that it would make. */
  static final String MARK = "made-by-another-origin";

  private static final String PAGE =
      """
      <!doctype html><title>Free kittens</title><body><iframe name="hidden"></iframe><iframe id="console" src="TARGET/console"></iframe>
      <form id="form" method="post" action="TARGET/admin/keys" enctype="text/plain" target="hidden"><input name='{"name":"MARK","x":"' value='"}'></form>
      <script>
      const key = JSON.stringify({name: 'MARK', role: 'admin'});
      window.read = [];
      const tried = (name, work) => Promise.race([work(), new Promise((over) => setTimeout(over, 60000))])
        .then((got) => got && window.read.push(name + ': ' + String(got).slice(0, 80)), () => 0);
      const plain = (path, body) => fetch('TARGET' + path, {method: 'POST', mode: 'no-cors', credentials: 'include', body}).then(() => '');
      const stream = () => new Promise((done) => {
        const source = new EventSource('TARGET/admin/events', {withCredentials: true});
        source.onopen = () => done('open');
        source.onerror = () => { source.close(); done(''); };
      });
      const script = () => new Promise((done) => {
        const made = document.createElement('script');
        made.src = 'TARGET/admin/keys';
        made.onload = () => done('loaded');
        made.onerror = () => done('');
        document.body.append(made);
      });
      const image = () => new Promise((done) => {
        const made = new Image();
        made.onload = () => done('loaded');
        made.onerror = () => done('');
        made.src = 'TARGET/console/assets/x/icon.svg';
      });
      const frame = () => new Promise((done) => { document.getElementById('console').onload = () => done(''); });
      document.getElementById('form').submit();
      Promise.all([
        tried('keys', () => fetch('TARGET/admin/keys', {credentials: 'include'}).then((answer) => answer.text())),
        tried('json', () => fetch('TARGET/admin/keys', {method: 'POST', credentials: 'include', headers: {'content-type': 'application/json'}, body: key}).then((answer) => answer.text())),
        tried('delete', () => fetch('TARGET/admin/cache', {method: 'DELETE', credentials: 'include'}).then((answer) => answer.text())),
        tried('plain', () => plain('/admin/keys', key)), tried('logout', () => plain('/console/logout', '{}')),
        tried('chat', () => plain('/v1/chat/completions', JSON.stringify({model: 'sim', user: 'MARK', messages: [{role: 'user', content: 'x'}]}))),
        tried('frame', frame), tried('events', stream), tried('script', script), tried('image', image),
      ]).then(() => { window.over = true; });
      </script>
      """;

  private final HttpServer server;

  Attacker(String target) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var page =
        PAGE.replace("TARGET", target).replace("MARK", MARK).getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("content-type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
