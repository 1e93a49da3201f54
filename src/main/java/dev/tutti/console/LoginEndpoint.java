package dev.tutti.console;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEvent;
import dev.tutti.security.Keys;
import dev.tutti.security.Principal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST /console/login} with a key in its body begins a login, and answers with its cookie
 * and what {@code GET /console/session} answers; {@code POST /console/logout} ends it.
 */
final class LoginEndpoint implements Endpoint {
  private static final int LONGEST_BODY = 4 << 10;

  private final Keys keys;
  private final Logins logins;
  private final Audit audit;
  private final InstantSource clock;
  private final Supplier<ConsoleSettings> settings;
  private final SessionEndpoint session;
  private final FailedTries failed;

  LoginEndpoint(
      Keys keys,
      Logins logins,
      Audit audit,
      InstantSource clock,
      Supplier<ConsoleSettings> settings,
      SessionEndpoint session) {
    this.keys = keys;
    this.logins = logins;
    this.audit = audit;
    this.clock = clock;
    this.settings = settings;
    this.session = session;
    this.failed = new FailedTries(clock);
  }

  @Override
  public void answer(HttpExchange exchange) {
    exchange.visit().requireOwnPage();
    exchange
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(body -> exchange.attempt(() -> login(exchange, key(body))))
        .onFailure(exchange::fail);
  }

  private static String key(JsonNode body) {
    var key = body.path("key");
    if (!key.isString()) {
      throw Fault.invalid("key", "is not a text (expected: a key of this server, tt-...)");
    }
    return key.asString();
  }

  private void login(HttpExchange exchange, String key) {
    var visit = exchange.visit();
    failed.require(visit.address());
    Principal principal;
    try {
      principal = keys.authenticate(key, visit.isLocal());
    } catch (Fault wrong) {
      failed.add(visit.address());
      note("anonymous", "console.login.refused", visit.address());
      throw wrong;
    }
    if (!visit.token().isEmpty()) {
      logins.end(visit.token());
    }
    if (principal instanceof Principal.KeyHolder holder) {
      visit.keep(logins.begin(holder), settings.get().longest());
      note(holder.label(), "console.login", visit.address());
    }
    session.answer(exchange, principal);
  }

  /** Ends the login of the page that asks. */
  void logout(HttpExchange exchange) {
    var visit = exchange.visit();
    visit.requireOwnPage();
    if (!visit.token().isEmpty()) {
      logins
          .principal(visit.token())
          .ifPresent(who -> note(who.label(), "console.logout", visit.address()));
      logins.end(visit.token());
      visit.keep("", Duration.ZERO);
    }
    PageHeaders.write(exchange)
        .putHeader("cache-control", "no-store")
        .putHeader("clear-site-data", "\"cache\"");
    exchange.json(Json.object().put("ended", true));
  }

  /** The answer does not wait for the row, nor fail without it. */
  private void note(String who, String action, String address) {
    var _ = audit.note(new AuditEvent(clock.instant(), who, action, "console from " + address));
  }
}
