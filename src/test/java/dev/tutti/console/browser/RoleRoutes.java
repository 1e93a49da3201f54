package dev.tutti.console.browser;

import dev.tutti.RouteTable;
import dev.tutti.http.Rights;
import dev.tutti.security.Role;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;

/** Every route of the server with the cookie of every role, and with none. */
final class RoleRoutes {
  private static final String OWN = "sec-fetch-site: same-origin";

  private final String url;
  private final List<Rights> routes;
  private final List<String> found = new ArrayList<>();
  private int asked;

  RoleRoutes(String url) throws IOException {
    this.url = url;
    var folder = Files.createTempDirectory("tutti-routes");
    this.routes = RouteTable.read(folder);
    FileUtils.deleteQuietly(folder.toFile());
  }

  /** Asks all of them; those that are open to whom they are not meant for, and the reverse. */
  List<String> run(Role role, String secret) throws IOException {
    found.clear();
    var cookie = logIn(secret);
    for (var route : routes) {
      if (!route.path().startsWith("/console/log")) {
        check(route, role, cookie);
      }
    }
    System.out.printf("%s: %d routes asked%n", role.word(), asked);
    asked = 0;
    return List.copyOf(found);
  }

  private String logIn(String secret) throws IOException {
    try (var client = TestingClient.connect(url)) {
      var answer = client.post("/console/login", "{\"key\":\"" + secret + "\"}", OWN).answer();
      var set = answer.header("set-cookie");
      return "cookie: " + set.substring(0, set.indexOf(';'));
    }
  }

  private void check(Rights route, Role role, String cookie) throws IOException {
    boolean open = route.roles().isEmpty();
    boolean allowed = open || route.roles().stream().anyMatch(role::covers);
    boolean reads = route.method().equals("GET");
    if (!allowed || reads) { // what a role may change is not changed here
      int status = status(route, OWN, cookie);
      boolean right = allowed ? status != 401 && status != 403 && status < 500 : status == 403;
      note(route, role.word(), status, right);
    }
    if (!open) {
      note(route, "nobody", status(route, OWN, ""), status(route, OWN, "") == 401);
      int other = status(route, "sec-fetch-site: same-site", cookie);
      note(route, role.word() + " from another origin", other, other == 403);
    }
  }

  private int status(Rights route, String site, String cookie) throws IOException {
    var path = route.path().replaceAll("\\{\\w+(\\.\\.\\.)?}", "x");
    try (var client = TestingClient.connect(url)) {
      var head = client.head(route.method(), path, site, cookie.isEmpty() ? "x-none: 1" : cookie);
      var body = route.method().equals("GET") ? "\r\n" : "content-length: 2\r\n\r\n{}";
      return client.send(head + body).head().status();
    }
  }

  private void note(Rights route, String who, int status, boolean right) {
    asked++;
    if (!right) {
      found.add("%s %s as %s: %d".formatted(route.method(), route.path(), who, status));
    }
  }
}
