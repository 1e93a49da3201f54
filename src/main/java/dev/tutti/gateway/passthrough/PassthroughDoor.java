package dev.tutti.gateway.passthrough;

import dev.tutti.call.Call;
import dev.tutti.call.Guard;
import dev.tutti.call.PassthroughRequest;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.gateway.chat.Services;
import dev.tutti.http.CallStart;
import dev.tutti.http.Door;
import dev.tutti.http.ServerSettings;
import dev.tutti.http.Visit;
import dev.tutti.security.Audit;
import dev.tutti.security.Deed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /passthrough/{provider}/...}: every other endpoint of a provider, for keys that may use
 * all of its models. The request goes through as it is but for its credentials, which become the
 * provider's, and so does the answer. Whatever may change something there is in the audit before it
 * is asked.
 */
public record PassthroughDoor(
    Services services, ServerSettings settings, CallStart calls, Audit audit) implements Door {
  static final String BELOW = "/passthrough/";

  /** Of a body that is not JSON, such as a file: 1 GiB. Nobody holds it in memory. */
  private static final long LONGEST_UPLOAD = 1L << 30;

  private static final Logger log = LoggerFactory.getLogger(PassthroughDoor.class);

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  @Override
  public boolean reachesOut() {
    return true;
  }

  @Override
  public void answer(Visit visit) {
    var place = PassthroughPath.of(visit);
    visit.principal().requireModel(place.provider() + "/*");
    var call = calls.begin(visit);
    if (PassthroughBody.isJson(visit)) {
      var forget = call.onCancel(() -> visit.fail(call.reason()));
      visit
          .body(settings.bodyLimit())
          .onComplete(_ -> forget.run())
          .onSuccess(body -> read(visit, call, place, body))
          .onFailure(visit::fail);
    } else {
      var facts =
          ChatRequest.relayed(
              place.provider() + '/' + PassthroughBody.NO_MODEL,
              streams(visit),
              PassthroughBody.unread(visit));
      relay(
          visit,
          call,
          place,
          request(visit, place, PassthroughBody.upload(visit, LONGEST_UPLOAD), facts));
    }
  }

  private void read(Visit visit, Call call, PassthroughPath place, byte[] body) {
    visit
        .beside(body, PassthroughBody::read)
        .onSuccess(read -> visit.attempt(call, () -> relay(visit, call, place, body, read)))
        .onFailure(visit::fail);
  }

  private void relay(
      Visit visit, Call call, PassthroughPath place, byte[] body, PassthroughBody read) {
    var model = place.provider() + '/' + read.model();
    var facts = ChatRequest.relayed(model, read.stream() || streams(visit), read.forecast());
    relay(visit, call, place, request(visit, place, new PassthroughRequest.Whole(body), facts));
  }

  private static boolean streams(Visit visit) {
    return visit.header("accept").filter(wanted -> wanted.contains("event-stream")).isPresent();
  }

  private static PassthroughRequest request(
      Visit visit, PassthroughPath place, PassthroughRequest.Body body, ChatRequest facts) {
    boolean decoded = body instanceof PassthroughRequest.Whole;
    var headers = PassthroughHeaders.ofRequest(visit.headers(), decoded);
    return new PassthroughRequest(visit.method(), place.below(), headers, body, facts);
  }

  private void relay(Visit visit, Call call, PassthroughPath place, PassthroughRequest request) {
    if (call.cancelled()) {
      throw call.reason();
    }
    var answer = new PassthroughRelay(visit, call);
    services
        .directory()
        .get()
        .pass(place.provider(), request, call, List.of(audited(visit, place)))
        .onSuccess(begun -> visit.attempt(call, () -> answer.begin(begun)))
        .onFailure(thrown -> visit.attempt(call, () -> answer.refuse(thrown)));
  }

  /** Nothing is asked that is not written down; what only reads is in the ledger alone. */
  private Guard audited(Visit visit, PassthroughPath place) {
    if (READING.contains(visit.method())) {
      return (_, _, _) -> Future.succeededFuture();
    }
    var action = "passthrough." + visit.method().name().toLowerCase(Locale.ROOT);
    var deed =
        new Deed(
            services.clock().instant(),
            visit.principal().label(),
            action,
            place.provider() + place.resource());
    return (_, call, _) -> written(deed, call);
  }

  private Future<Void> written(Deed deed, Call call) {
    Promise<Void> done = Promise.promise();
    var _ =
        audit
            .note(deed)
            .whenComplete(
                (_, thrown) ->
                    call.loop()
                        .run(
                            () -> {
                              if (thrown == null) {
                                done.complete();
                              } else {
                                done.fail(unwritten(deed, thrown));
                              }
                            }));
    return done.future();
  }

  private static Fault unwritten(Deed deed, Throwable thrown) {
    var fault = Fault.from(thrown);
    if (fault.code() == FaultCode.INTERNAL) {
      log.error("{}: not in the audit", deed.action(), thrown);
    }
    return fault.in("audit: cannot be written, so nothing was asked");
  }
}
