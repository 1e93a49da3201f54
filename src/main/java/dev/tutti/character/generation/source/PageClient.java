package dev.tutti.character.generation.source;

import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.wire.EgressGuard;
import dev.tutti.wire.HttpPools;
import dev.tutti.wire.Origin;
import dev.tutti.wire.SmallRequest;
import dev.tutti.wire.SmallRequest.SmallResponse;
import dev.tutti.wire.Tls;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Client of pages, on behalf of one call: follows a few redirects, each of them as guarded as the
 * first address. Blocking, not for loops; thread-safe.
 *
 * @param pools over connections to addresses that a caller may name
 * @param egress what those addresses may be
 * @param call that ends it
 */
public record PageClient(HttpPools pools, EgressGuard egress, Call call) {
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_REDIRECTS = 4;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final long LONGEST_WAIT = 3_600;
  private static final String PLACE = "source";

  /**
   * A page.
   *
   * @param url where it was found
   */
  public record FetchedPage(URI url, String body) {}

  /**
   * The page at an address.
   *
   * @throws Fault saying why there is none
   */
  public FetchedPage get(String address) {
    var url = uri(address);
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      var response = fetch(url);
      var next = response.header("location");
      if (response.status() / 100 != 3 || next.isEmpty()) {
        return new FetchedPage(url, body(url, response));
      }
      url = uri(url.resolve(uri(next.get())).toString());
    }
    throw Fault.invalid(
        PLACE, "%s redirects more than %d times".formatted(origin(url), MOST_REDIRECTS));
  }

  /** Addresses are often given as they are read, such as {@code https://host/wiki/李白}. */
  private static URI uri(String address) {
    try {
      return URI.create(URI.create(address.strip()).toASCIIString());
    } catch (IllegalArgumentException _) {
      throw Fault.invalid(PLACE, "\"%s\" (expected: an address)".formatted(address));
    }
  }

  private static Origin origin(URI url) {
    try {
      return Origin.of(URI.create(url.toString().split("[?#]", 2)[0]));
    } catch (IllegalArgumentException e) {
      throw Fault.invalid(PLACE, "\"%s\": %s".formatted(url, e.getMessage()));
    }
  }

  private SmallResponse fetch(URI url) {
    var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    var query = url.getRawQuery();
    var head =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setURI(query == null ? path : path + "?" + query)
            .putHeader("user-agent", "tutti (self-hosted; characters)")
            .putHeader("accept-encoding", "gzip");
    var origin = origin(url);
    egress.refusal(origin.host()).ifPresent(why -> refuse(origin, why));
    var answer = new CompletableFuture<SmallResponse>();
    call.loop()
        .run(
            () ->
                Future.succeededFuture() // so that what is thrown is a failure, too
                    .compose(_ -> response(origin, head))
                    .onSuccess(answer::complete)
                    .onFailure(answer::completeExceptionally));
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw Fault.from(e);
    }
  }

  private Future<SmallResponse> response(Origin origin, RequestOptions head) {
    var pool = pools.pool(origin, Tls.DEFAULT);
    return SmallRequest.run(pool, call, head, new byte[0], CONNECT, MOST_BYTES);
  }

  private static void refuse(Origin origin, String why) {
    throw Fault.invalid(PLACE, "%s is not connected to: %s".formatted(origin, why));
  }

  private static String body(URI url, SmallResponse response) {
    if (response.isWell()) {
      return response.body();
    }
    var said = "%s answered %d".formatted(origin(url), response.status());
    throw switch (response.status()) {
      case 404, 410 -> Fault.invalid(PLACE, said + ": the page is not there");
      case 401, 403, 451 -> Fault.invalid(PLACE, said + ": it does not want to be read");
      case 429, 503 -> tooMany(said, response);
      default -> Fault.of(FaultCode.UPSTREAM_ERROR, said);
    };
  }

  private static Fault tooMany(String said, SmallResponse response) {
    var fault = Fault.of(FaultCode.RATE_LIMITED, said);
    return response
        .header("retry-after")
        .filter(each -> each.matches("\\d{1,6}"))
        .map(each -> Duration.ofSeconds(Math.min(Long.parseLong(each), LONGEST_WAIT)))
        .map(fault::after)
        .orElse(fault);
  }
}
