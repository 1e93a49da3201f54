package dev.tutti.console;

import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.security.Keys;
import dev.tutti.security.Principal;
import dev.tutti.security.Role;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /console/session}: who has logged in, as which role. Without a login its role is null,
 * which is no error: it is the first thing that every page asks.
 */
final class SessionEndpoint implements Endpoint {
  private final Keys keys;
  private final Logins logins;

  SessionEndpoint(Keys keys, Logins logins) {
    this.keys = keys;
    this.logins = logins;
  }

  @Override
  public void answer(HttpExchange exchange) {
    var visit = exchange.visit();
    var known =
        visit.token().isEmpty() ? Optional.<Principal>empty() : logins.principal(visit.token());
    if (known.isEmpty() && !keys.exist()) {
      known = Optional.of(keys.authenticate("", visit.isLocal()));
    }
    if (known.isPresent()) {
      visit.requireOwnPage();
    }
    answer(exchange, known.orElse(null));
  }

  /** Answers what a principal is told. */
  void answer(HttpExchange exchange, @Nullable Principal principal) {
    PageHeaders.write(exchange).putHeader("cache-control", "no-store");
    var answer = Json.object();
    answer.put("role", principal == null ? null : role(principal).word());
    answer.put("name", principal instanceof Principal.KeyHolder it ? it.key().grant().name() : "");
    answer.put("key_required", keys.exist());
    var rights = answer.putArray("rights");
    if (principal != null) {
      Stream.of(Role.values()).filter(principal::has).map(Role::word).forEach(rights::add);
    }
    answer.put("version", version());
    exchange.json(answer);
  }

  private static Role role(Principal principal) {
    return principal instanceof Principal.KeyHolder it ? it.key().grant().role() : Role.ADMIN;
  }

  private static String version() {
    var packaged = SessionEndpoint.class.getPackage().getImplementationVersion();
    return Objects.requireNonNullElse(packaged, "development");
  }
}
