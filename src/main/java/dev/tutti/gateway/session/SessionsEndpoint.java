package dev.tutti.gateway.session;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.HttpExchange;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.SessionUsage;
import dev.tutti.session.ChatSession;
import dev.tutti.session.RowList;
import dev.tutti.session.SessionErasure;
import dev.tutti.session.SessionPage;
import dev.tutti.session.SessionVerdicts;
import dev.tutti.session.Sessions;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /v1/sessions}: sessions of their owner. One of another owner's, or of another end user's
 * than the caller names, is not there, whatever the body.
 *
 * @param ledger what their calls used, for those who ask for it
 * @param bodyLimit the longest body
 */
public record SessionsEndpoint(
    Sessions sessions, SessionErasure erasure, Ledger ledger, int bodyLimit) {
  private static final int NO_CONTENT = 204;
  private static final int USUAL = 20;
  private static final int LONGEST_TEXT = 200;

  /** {@code POST /v1/sessions}: begins one. */
  public void create(HttpExchange exchange) {
    exchange
        .tree(bodyLimit, SessionsEndpoint::read)
        .onSuccess(body -> exchange.attempt(() -> create(exchange, body)))
        .onFailure(exchange::fail);
  }

  /** A body may be missing: a session can begin with nothing. */
  private static ObjectNode read(byte[] body) {
    return body.length == 0 ? Json.object() : Json.request(body);
  }

  private void create(HttpExchange exchange, ObjectNode body) {
    var session =
        new SessionBody(body)
            .begin(
                sessions.ids().next("sess"),
                SessionAccess.owner(exchange),
                sessions.clock().instant());
    created(exchange, sessions.create(session, List.of()));
  }

  private static void created(HttpExchange exchange, CompletionStage<ChatSession> session) {
    exchange.when(session, made -> exchange.json(SessionJson.of(made)));
  }

  /** {@code POST /v1/sessions/import}: begins one with what was said elsewhere. */
  public void take(HttpExchange exchange) {
    exchange
        .tree(
            bodyLimit,
            body ->
                ImportedSession.read(
                    Json.request(body),
                    SessionAccess.owner(exchange),
                    sessions.ids(),
                    sessions.clock().instant()))
        .onSuccess(read -> created(exchange, sessions.create(read.session(), read.messages())))
        .onFailure(exchange::fail);
  }

  /** {@code GET /v1/sessions}: those of the caller, the one that was used last first. */
  public void list(HttpExchange exchange) {
    var owner = SessionAccess.owner(exchange);
    var user = exchange.query("user").orElse(owner.user());
    var page =
        new SessionPage(
            user,
            text(exchange),
            exchange.query("after").orElse(""),
            SessionAccess.limit(exchange, USUAL, SessionPage.MOST));
    var found = sessions.list(owner.owner(), page);
    if (isUsageWanted(exchange)) {
      exchange.when(found.thenCompose(list -> withUsage(owner.owner(), list)), exchange::json);
    } else {
      exchange.when(found, list -> exchange.json(SessionJson.list(list, SessionJson::of)));
    }
  }

  private static boolean isUsageWanted(HttpExchange exchange) {
    return exchange.query("usage").filter("true"::equals).isPresent();
  }

  private CompletableFuture<ObjectNode> withUsage(String owner, RowList<ChatSession> list) {
    var ids = list.data().stream().map(ChatSession::id).toList();
    return ledger
        .sessions(owner, ids)
        .thenApply(
            used ->
                SessionJson.list(
                    list,
                    each -> SessionJson.of(each, used.getOrDefault(each.id(), SessionUsage.NONE))));
  }

  private static String text(HttpExchange exchange) {
    var text = exchange.query("text").orElse("").strip();
    if (text.length() > LONGEST_TEXT) {
      throw Fault.invalid(
          "text", "%d characters (expected: at most %d)".formatted(text.length(), LONGEST_TEXT));
    }
    return text;
  }

  /** {@code GET /{id}}. */
  public void show(HttpExchange exchange) {
    boolean isWithUsage = isUsageWanted(exchange);
    exchange.when(
        SessionAccess.find(sessions, exchange)
            .thenCompose(
                found ->
                    isWithUsage
                        ? withUsage(found)
                        : CompletableFuture.completedFuture(SessionJson.of(found))),
        exchange::json);
  }

  private CompletableFuture<ObjectNode> withUsage(ChatSession session) {
    return ledger
        .sessions(session.owner(), List.of(session.id()))
        .thenApply(
            used -> SessionJson.of(session, used.getOrDefault(session.id(), SessionUsage.NONE)));
  }

  /** {@code PATCH /{id}}: what is said about it. */
  public void change(HttpExchange exchange) {
    given(
        exchange,
        (session, body) ->
            sessions
                .change(
                    session.owner(), session.id(), before -> new SessionBody(body).change(before))
                .thenApply(SessionJson::of));
  }

  /** {@code POST /{id}/fork}: a new one with everything up to a message. */
  public void fork(HttpExchange exchange) {
    given(
        exchange,
        (session, body) -> {
          var at = body.path("at");
          if (!at.isString()) {
            throw Fault.invalid("at", at + " (expected: the id of a message)");
          }
          return sessions
              .fork(session.owner(), session.id(), at.asString())
              .thenApply(SessionJson::of);
        });
  }

  /** {@code DELETE /{id}}: erases it with everything that was said in it. */
  public void erase(HttpExchange exchange) {
    boolean memories = exchange.query("memories").filter("true"::equals).isPresent();
    exchange.when(
        SessionAccess.find(sessions, exchange).thenCompose(found -> erasure.erase(found, memories)),
        _ -> {
          exchange
              .response()
              .setStatusCode(NO_CONTENT)
              .putHeader(AnswerHeaders.REQUEST_ID, exchange.id());
          exchange.end(Buffer.buffer());
        });
  }

  /** {@code POST /{id}/messages/{mid}/pin}. */
  public void pin(HttpExchange exchange) {
    pin(exchange, true);
  }

  /** {@code POST /{id}/messages/{mid}/unpin}. */
  public void unpin(HttpExchange exchange) {
    pin(exchange, false);
  }

  private void pin(HttpExchange exchange, boolean pinned) {
    var message = exchange.path("mid");
    exchange.when(
        SessionAccess.find(sessions, exchange)
            .thenCompose(found -> sessions.pin(found.owner(), found.id(), message, pinned)),
        _ -> exchange.json(Json.object().put("id", message).put("pinned", pinned)));
  }

  /** {@code PUT /{id}/messages/{mid}/follow-up}: whether it goes on with what was said before. */
  public void judge(HttpExchange exchange) {
    var message = exchange.path("mid");
    given(
        exchange,
        (session, body) -> {
          var said = body.path("follow_up");
          var verdict =
              FollowUpWish.of(said.isValueNode() ? said.asString("") : "")
                  .orElseThrow(
                      () ->
                          Fault.invalid(
                              "follow_up", "%s (expected: auto, yes or no)".formatted(said)));
          return new SessionVerdicts(sessions)
              .put(session.owner(), session.id(), message, verdict)
              .thenApply(_ -> Json.object().put("id", message).put("follow_up", verdict.word()));
        });
  }

  /** Change of a session by a body. */
  private interface Change {
    CompletableFuture<ObjectNode> by(ChatSession session, ObjectNode body);
  }

  /** The session is looked for before the body is judged. */
  private void given(HttpExchange exchange, Change change) {
    exchange
        .body(bodyLimit)
        .onSuccess(
            bytes ->
                exchange.when(
                    SessionAccess.find(sessions, exchange),
                    found ->
                        exchange
                            .tree(bytes, SessionsEndpoint::read)
                            .onSuccess(
                                body ->
                                    exchange.attempt(
                                        () ->
                                            exchange.when(change.by(found, body), exchange::json)))
                            .onFailure(exchange::fail)))
        .onFailure(exchange::fail);
  }
}
