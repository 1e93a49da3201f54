package dev.tutti.gateway.passthrough;

import dev.tutti.call.Call;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Guard;
import dev.tutti.call.PassthroughRequest;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.JsonBody;
import dev.tutti.http.CallStart;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongBiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /passthrough/{provider}/...}: every other endpoint of a provider, for keys that may use
 * all of its models. The request goes through as it is but for its credentials, which become the
 * provider's, and so does the answer. Whatever may change something there is in the audit before it
 * is asked.
 *
 * @param tokens estimates those of a prompt to a model
 */
public record PassthroughEndpoint(
    CallStart calls,
    Supplier<ModelCatalog> catalog,
    Audit audit,
    InstantSource clock,
    ToLongBiFunction<String, JsonBody> tokens)
    implements Endpoint {
  static final String BELOW = "/passthrough/";

  /** Of a body that is not JSON, such as a file: 1 GiB. Nobody holds it in memory. */
  private static final long LONGEST_UPLOAD = 1L << 30;

  private static final Logger log = LoggerFactory.getLogger(PassthroughEndpoint.class);

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  @Override
  public boolean reachesOut() {
    return true;
  }

  @Override
  public void answer(HttpExchange exchange) {
    var place = PassthroughPath.of(exchange);
    exchange.principal().requireModel(place.provider() + "/*");
    var call = calls.begin(exchange);
    if (PassthroughBody.isJson(exchange)) {
      var forget = call.onCancel(() -> exchange.fail(call.reason()));
      exchange
          .body(calls.settings().bodyLimit())
          .onComplete(_ -> forget.run())
          .onSuccess(body -> read(exchange, call, place, body))
          .onFailure(exchange::fail);
    } else {
      var facts =
          ChatRequest.relayed(
                  place.provider() + '/' + PassthroughBody.NO_MODEL,
                  streams(exchange),
                  PassthroughBody.unread(exchange))
              .counted(prompt -> tokens.applyAsLong(model(place, prompt), prompt));
      relay(
          exchange,
          call,
          place,
          request(exchange, place, PassthroughBody.upload(exchange, LONGEST_UPLOAD), facts));
    }
  }

  /** The model that a body names, which is read when it has come. */
  private static String model(PassthroughPath place, JsonBody body) {
    return place.provider() + '/' + body.get("model").asString(PassthroughBody.NO_MODEL);
  }

  private void read(HttpExchange exchange, Call call, PassthroughPath place, byte[] body) {
    exchange
        .beside(body, PassthroughBody::read)
        .onSuccess(read -> exchange.attempt(call, () -> relay(exchange, call, place, body, read)))
        .onFailure(exchange::fail);
  }

  private void relay(
      HttpExchange exchange, Call call, PassthroughPath place, byte[] body, PassthroughBody read) {
    var model = place.provider() + '/' + read.model();
    var facts =
        ChatRequest.relayed(model, read.stream() || streams(exchange), read.forecast())
            .counted(prompt -> tokens.applyAsLong(model, prompt));
    relay(
        exchange, call, place, request(exchange, place, new PassthroughRequest.Whole(body), facts));
  }

  private static boolean streams(HttpExchange exchange) {
    return exchange.header("accept").filter(wanted -> wanted.contains("event-stream")).isPresent();
  }

  private static PassthroughRequest request(
      HttpExchange exchange,
      PassthroughPath place,
      PassthroughRequest.Body body,
      ChatRequest facts) {
    boolean decoded = body instanceof PassthroughRequest.Whole;
    var headers = PassthroughHeaders.ofRequest(exchange.headers(), decoded);
    return new PassthroughRequest(exchange.method(), place.below(), headers, body, facts);
  }

  private void relay(
      HttpExchange exchange, Call call, PassthroughPath place, PassthroughRequest request) {
    if (call.cancelled()) {
      throw call.reason();
    }
    var facts = request.facts();
    call.subject(
        new CallSubject(
            exchange.method().name(),
            exchange.endpoint(),
            facts.operation(),
            facts.model(),
            facts.stream()));
    var answer = new PassthroughRelay(exchange, call);
    catalog
        .get()
        .pass(place.provider(), request, call, List.of(audited(exchange, place)))
        .onSuccess(begun -> exchange.attempt(call, () -> answer.begin(begun)))
        .onFailure(thrown -> exchange.attempt(call, () -> answer.refuse(thrown)));
  }

  /** Nothing is asked that is not written down; what only reads is in the ledger alone. */
  private Guard audited(HttpExchange exchange, PassthroughPath place) {
    if (READING.contains(exchange.method())) {
      return (_, _, _) -> Future.succeededFuture();
    }
    var action = "passthrough." + exchange.method().name().toLowerCase(Locale.ROOT);
    var event =
        new AuditEvent(
            clock.instant(),
            exchange.principal().label(),
            action,
            place.provider() + place.resource());
    return (_, call, _) -> written(event, call);
  }

  private Future<Void> written(AuditEvent event, Call call) {
    Promise<Void> done = Promise.promise();
    var _ =
        audit
            .note(event)
            .whenComplete(
                (_, thrown) ->
                    call.loop()
                        .run(
                            () -> {
                              if (thrown == null) {
                                done.complete();
                              } else {
                                done.fail(unwritten(event, thrown));
                              }
                            }));
    return done.future();
  }

  private static Fault unwritten(AuditEvent event, Throwable thrown) {
    var fault = Fault.from(thrown);
    if (fault.code() == FaultCode.INTERNAL) {
      log.error("{}: not in the audit", event.action(), thrown);
    }
    return fault.in("audit: cannot be written, so nothing was asked");
  }
}
