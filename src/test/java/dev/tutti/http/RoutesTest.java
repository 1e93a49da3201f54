package dev.tutti.http;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.HEAD;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.chat.Fault;
import dev.tutti.security.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  private static final Endpoint ENDPOINT = _ -> {};

  private final Routes routes = new Routes();
  private final List<String> allowed = new ArrayList<>();

  RoutesTest() {
    routes.add(
        List.of(
            route(GET, "/things"),
            route(POST, "/things"),
            route(GET, "/things/{id}"),
            route(DELETE, "/things/{id}"),
            route(POST, "/things/new"),
            route(POST, "/things/{id}/close"),
            route(GET, "/files/{file...}"),
            route(POST, "/files/{file...}/copy")));
  }

  private static HttpRoute route(HttpMethod method, String path) {
    return new HttpRoute(method, path, Permission.keyed(), ENDPOINT);
  }

  private Routes.Match find(HttpMethod method, String path) {
    return routes.find(method, new RequestPath(path), allowed::add);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /things, /things",
    "HEAD, /things, /things",
    "GET, /things/7, /things/{id}",
    "HEAD, /things/7, /things/{id}",
    "POST, /things/new, /things/new",
    "GET, /things/new, /things/{id}",
    "POST, /things/new/close, /things/{id}/close",
    "GET, /%74hings, /things",
    "GET, /files/a/b/copy, /files/{file...}",
    "POST, /files/a/b/copy, /files/{file...}/copy",
  })
  void the_most_exact_with_the_method_answers(String method, String path, String template) {
    assertThat(find(HttpMethod.valueOf(method), path).route().path()).isEqualTo(template);
    assertThat(allowed).isEmpty();
  }

  @Test
  void requests_are_counted_where_a_route_asks_for_it() {
    Endpoint counting = _ -> {};
    var some = new Routes(_ -> counting);
    some.add(List.of(route(GET, "/free"), route(GET, "/kept").counted()));
    var free = some.find(GET, new RequestPath("/free"), allowed::add).route();
    var kept = some.find(GET, new RequestPath("/kept"), allowed::add).route();
    assertThat(free.endpoint()).isSameAs(ENDPOINT);
    assertThat(kept.endpoint()).isSameAs(counting);
  }

  @Test
  void variables_come_with_the_route() {
    assertThat(find(GET, "/things/a%20b").variables()).isEqualTo(Map.of("id", "a b"));
    assertThat(find(POST, "/files/a/b%2Fc/copy").variables()).isEqualTo(Map.of("file", "a/b/c"));
    assertThat(find(GET, "/things").variables()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "*",
        "/thing",
        "/things/",
        "/Things",
        "//things",
        "/things//close",
        "/things%2F7",
        "/things%2fnew",
        "/things/7%2Fclose",
        "/things/7/open",
        "/things/7/close/",
        "/./things",
        "/files",
        "/files/",
        "/things%00",
        "/things%20",
        "/things;x=1"
      })
  void what_is_not_there_is_404(String path) {
    for (var method : List.of(GET, HEAD, POST, DELETE)) {
      var fault = catchThrowableOfType(Fault.class, () -> find(method, path));
      assertThat(fault.status()).isEqualTo(404);
    }
    assertThat(allowed).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/things | GET, POST",
        "/things/7 | DELETE, GET",
        "/things/new | DELETE, GET, POST",
        "/things/7/close | POST",
        "/files/a/copy | GET, POST",
      })
  void another_method_is_405_and_told_those_that_there_are(String path, String methods) {
    var fault = catchThrowableOfType(Fault.class, () -> find(PUT, path));
    assertThat(fault.status()).isEqualTo(405);
    assertThat(fault).hasMessageContaining(methods.replace(", ", " or "));
    assertThat(allowed).containsExactly(methods);
  }

  @ParameterizedTest
  @CsvSource({"GET, /things/{id}", "PUT, /things/{name}", "GET, /things", "GET, /files/{file...}"})
  void the_same_requests_have_one_route(String method, String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> routes.add(route(HttpMethod.valueOf(method), path)))
        .withMessageContaining(path);
  }

  @Test
  void every_right_is_listed() {
    routes.add(new HttpRoute(GET, "/open", Permission.open(), ENDPOINT));
    assertThat(routes.rights())
        .hasSize(9)
        .contains(
            new Rights("GET", "/open", Set.of()),
            new Rights("DELETE", "/things/{id}", Set.of(Role.USER)))
        .extracting(Rights::path)
        .isSorted();
  }

  @Test
  void errors_are_told_as_at_the_nearest_path_above() {
    ErrorFormat format = (_, _) -> Buffer.buffer("told");
    routes.add(new HttpRoute(POST, "/api/calls", Permission.keyed(), new Told(format)));
    assertThat(routes.errors("/api/calls")).contains(format);
    assertThat(routes.errors("/api/calls/none/here")).contains(format);
    assertThat(routes.errors("/api")).isEmpty();
    assertThat(routes.errors("/things/7")).isEmpty();
  }

  private record Told(ErrorFormat format) implements Endpoint {
    @Override
    public void answer(HttpExchange exchange) {}

    @Override
    public Optional<ErrorFormat> errors() {
      return Optional.of(format);
    }
  }
}
