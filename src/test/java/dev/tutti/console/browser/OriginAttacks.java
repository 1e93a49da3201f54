package dev.tutti.console.browser;

import dev.tutti.security.IssuedKey;
import dev.tutti.security.Role;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.Cookie;

/**
 * Logins in a real browser, and who would use one that is not theirs: flags of the cookie, a cookie
 * that was planted before, pages of another origin and of a name that was bound to this machine,
 * and how soon a login has ended.
 */
final class OriginAttacks {
  private static final String COOKIE = "tutti";
  private static final String OWN = "sec-fetch-site: same-origin";
  private static final Duration SOON = Duration.ofSeconds(1);

  /** Requests that a loaded machine may keep us waiting for, beyond that. */
  private static final int LATE = 10;

  private final SeededServer server;
  private final Browser browser;
  private final List<String> found = new ArrayList<>();

  OriginAttacks(SeededServer server, Browser browser) {
    this.server = server;
    this.browser = browser;
  }

  /** Tries all of them; what was wrong. */
  List<String> run() throws IOException {
    fixation();
    flags();
    otherOrigin();
    rebinding();
    logout();
    revocation("by another process", server::revoke);
    revocation("by the API", key -> server.ask("DELETE", "/admin/keys/" + key.key().id(), ""));
    return found;
  }

  private void home() {
    browser.open(server.url() + "/console");
  }

  /** A cookie that somebody has planted opens nothing, and is not the one of the login. */
  private void fixation() throws IOException {
    home();
    browser.logOut();
    var planted = "A".repeat(43);
    browser.plant(new Cookie.Builder(COOKIE, planted).path("/").build());
    browser.logIn(server.secret());
    expect("the planted cookie", 401, status("/admin/keys", planted));
    var first = cookie().getValue();
    if (first.equals(planted)) {
      found.add("the login has kept the cookie that was planted");
    }
    browser.logIn(server.secret());
    if (cookie().getValue().equals(first)) {
      found.add("a second login has the cookie of the first");
    }
    expect("the cookie of the login before", 401, status("/admin/keys", first));
    expect("the cookie of the login", 200, status("/admin/keys", cookie().getValue()));
  }

  private void flags() {
    var cookie = cookie();
    if (!cookie.isHttpOnly()
        || !"Strict".equals(cookie.getSameSite())
        || !"/".equals(cookie.getPath())) {
      found.add("cookie: " + cookie + " (expected: HttpOnly, SameSite=Strict, Path=/)");
    }
    home();
    var seen = String.valueOf(browser.script("return document.cookie;"));
    if (!seen.isEmpty()) {
      found.add("scripts see the cookie: " + seen.substring(0, Math.min(20, seen.length())));
    }
  }

  private Cookie cookie() {
    return browser.cookies().stream()
        .filter(each -> each.getName().equals(COOKIE))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the login has set no cookie"));
  }

  private void otherOrigin() throws IOException {
    int calls = server.calls().size();
    try (var attacker = new Attacker(server.url())) {
      browser.show(attacker.url());
      browser.await("return window.over === true;");
      browser.texts("return window.read;").forEach(each -> found.add("another origin: " + each));
      if (browser.frames().stream().anyMatch(each -> each.contains("/console"))) {
        found.add("another origin has framed the console: " + browser.frames());
      }
      browser.complaints();
    }
    var keys = server.ask("GET", "/admin/keys", "").text();
    if (keys.contains(Attacker.MARK)) {
      found.add("another origin has made a key");
    }
    if (server.get("/admin/calls?filter=user%3D" + Attacker.MARK).path("data").size() > 0) {
      found.add("another origin has called a model, after " + calls + " calls");
    }
    expect("the login after all that", 200, status("/admin/keys", cookie().getValue()));
  }

  private void rebinding() {
    var port = URI.create(server.url()).getPort();
    browser.show("http://%s:%d/console".formatted(Browser.REBOUND, port));
    var text = String.valueOf(browser.script("return document.body.innerText;"));
    if (!text.contains(Browser.REBOUND) || browser.has("#app")) {
      found.add("a name that is bound to this machine has shown the console: " + text);
    }
    var told =
        browser.later(
            "fetch('/admin/keys').then((it) => arguments[0](String(it.status)), (e) =>"
                + " arguments[0](String(e)));");
    if (!"403".equals(told)) {
      found.add("a name that is bound to this machine: " + told + " (expected: 403)");
    }
    browser.complaints();
  }

  private void logout() throws IOException {
    home();
    var before = cookie().getValue();
    browser.logOut();
    long began = System.nanoTime();
    expect("a copy of the cookie after the logout", 401, status("/admin/keys", before));
    System.out.printf("logout: over after %d ms%n", (System.nanoTime() - began) / 1_000_000);
    if (browser.cookies().stream().anyMatch(each -> each.getName().equals(COOKIE))) {
      found.add("the browser has the cookie still after the logout");
    }
  }

  /** Way of revoking a key. */
  private interface Revocation {
    void revoke(IssuedKey key);
  }

  private void revocation(String how, Revocation way) throws IOException {
    var key = server.create(Role.OPERATOR, "to-be-revoked");
    home();
    browser.logIn(key.secret());
    var cookie = cookie().getValue();
    expect("the login of a key", 200, status("/admin/calls", cookie));
    long most = SOON.toNanos() + LATE * slowest("/admin/calls", cookie);
    way.revoke(key);
    long began = System.nanoTime();
    long took = 0;
    while (status("/admin/calls", cookie) != 401 && took < Browser.PATIENCE.toNanos()) {
      took = System.nanoTime() - began;
    }
    System.out.printf("revocation %s: over after %d ms%n", how, took / 1_000_000);
    if (took > most) {
      found.add(
          "revoked %s, open for %d ms (expected: %d)"
              .formatted(how, took / 1_000_000, most / 1_000_000));
    }
    browser.open(server.url() + "/console/models");
    if (!browser.has("input[name=key]")) {
      found.add("revoked %s, and the console asks for no key".formatted(how));
    }
    browser.complaints();
  }

  /** Nanoseconds of the slowest of some requests: what this machine can do now. */
  private long slowest(String path, String cookie) throws IOException {
    long slowest = 0;
    for (int i = 0; i < LATE; i++) {
      long began = System.nanoTime();
      status(path, cookie);
      slowest = Math.max(slowest, System.nanoTime() - began);
    }
    return slowest;
  }

  private int status(String path, String cookie) throws IOException {
    try (var client = TestingClient.connect(server.url())) {
      return client.get(path, OWN, "cookie: " + COOKIE + "=" + cookie).head().status();
    }
  }

  private void expect(String what, int wanted, int got) {
    if (wanted != got) {
      found.add("%s: %d (expected: %d)".formatted(what, got, wanted));
    }
  }
}
