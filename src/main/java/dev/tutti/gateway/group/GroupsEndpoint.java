package dev.tutti.gateway.group;

import dev.tutti.call.Caller;
import dev.tutti.character.group.chat.ChatGroup;
import dev.tutti.character.group.chat.GroupChats;
import dev.tutti.character.group.chat.GroupGreetings;
import dev.tutti.character.group.chat.GroupJson;
import dev.tutti.character.group.chat.GroupLine;
import dev.tutti.character.group.chat.GroupRules;
import dev.tutti.character.group.chat.ReplyChoice;
import dev.tutti.character.group.chat.StoredGroups;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.EndUser;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;
import dev.tutti.session.MessagePage;
import dev.tutti.session.SessionContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /v1/groups}: groups of their owner. One of another owner's, or of another end user's than
 * the caller names, is not there, whatever the body.
 *
 * @param bodyLimit the longest body, in bytes, at this moment
 */
public record GroupsEndpoint(GroupChats chats, IntSupplier bodyLimit) {
  private static final String USUAL = "20";
  private static final String USUAL_MESSAGES = "100";
  private static final int HEAP_OF_ONE = 16 << 10;
  private static final int MISSING = 404;

  /** {@code POST /v1/groups}: begins one, with its session. */
  public void create(HttpExchange exchange) {
    exchange
        .tree(bodyLimit.getAsInt(), Json::request)
        .onSuccess(body -> exchange.attempt(() -> create(exchange, body)))
        .onFailure(exchange::fail);
  }

  private void create(HttpExchange exchange, ObjectNode body) {
    exchange.when(
        create(exchange.principal().caller().owner(), body, exchange.memory()::take),
        made -> exchange.json(GroupJson.of(made)));
  }

  /**
   * Begins one by what a body says of it.
   *
   * @param room where the memory for greetings is taken
   */
  public CompletableFuture<ChatGroup> create(String owner, ObjectNode body, LongConsumer room) {
    var said = GroupBody.of(body);
    var groups = chats.groups();
    long seed = chats.files().characters().random().nextLong() & GroupRules.MOST_SEED;
    var group = said.group(groups.nextId(), owner, groups.now(), seed);
    var context = SessionContext.read(body.path("context"));
    return named(group)
        .thenComposeAsync(
            each ->
                groups.create(
                    each,
                    said.system(),
                    context,
                    new GroupGreetings(chats, each, room).of(said.greeters(each))),
            chats.sessions().threads());
  }

  /** The group with the names of its members' cards. */
  private CompletableFuture<ChatGroup> named(ChatGroup group) {
    return CompletableFuture.supplyAsync(
        () ->
            group.with(
                group.members().stream()
                    .map(each -> each.named(chats.files(), group.owner()))
                    .toList()),
        chats.sessions().threads());
  }

  /** {@code GET /v1/groups?after=&limit=}: the newest first. */
  public void list(HttpExchange exchange) {
    int limit =
        (int) Page.number("limit", exchange.query("limit").orElse(USUAL), StoredGroups.PAGE);
    var owner = exchange.principal().caller().owner();
    exchange.when(
        chats.groups().page(owner, exchange.query("after").orElse(""), limit + 1),
        found -> {
          exchange.memory().take((long) found.size() * HEAP_OF_ONE);
          var answer = Json.object().put("object", "list");
          var data = answer.putArray("data");
          found.stream().limit(limit).forEach(each -> data.add(GroupJson.of(each)));
          exchange.json(answer.put("has_more", found.size() > limit));
        });
  }

  /** {@code GET /v1/groups/{id}}. */
  public void show(HttpExchange exchange) {
    exchange.when(find(exchange), found -> exchange.json(GroupJson.of(found)));
  }

  private CompletionStage<ChatGroup> find(HttpExchange exchange) {
    var owner = exchange.principal().caller().owner();
    return chats
        .groups()
        .one(owner, exchange.path("id"))
        .thenApply(found -> visible(found, EndUser.of(exchange)));
  }

  /**
   * The group for a caller who names an end user, or none.
   *
   * @throws Fault with status 404
   */
  static ChatGroup visible(ChatGroup group, String user) {
    if (group.user().isEmpty() || user.isEmpty() || group.user().equals(user)) {
      return group;
    }
    throw Fault.of(
            FaultCode.INVALID_REQUEST,
            "group \"%s\" is not here (expected: one of yours that was not deleted)"
                .formatted(group.id()))
        .status(MISSING)
        .at("group");
  }

  /** {@code PATCH /v1/groups/{id}}: what is said about it; whatever is left out stays. */
  public void change(HttpExchange exchange) {
    exchange
        .body(bodyLimit.getAsInt())
        .onSuccess(
            bytes ->
                exchange.when(
                    find(exchange),
                    found ->
                        exchange
                            .tree(bytes, Json::request)
                            .onSuccess(
                                body ->
                                    exchange.attempt(
                                        () ->
                                            exchange.when(
                                                change(found, body),
                                                made -> exchange.json(GroupJson.of(made)))))
                            .onFailure(exchange::fail)))
        .onFailure(exchange::fail);
  }

  /** What others change meanwhile stays, unless this says it, too. */
  private CompletionStage<ChatGroup> change(ChatGroup found, ObjectNode body) {
    return GroupBody.saysMembers(body)
        ? named(changed(found, body))
            .thenCompose(
                named -> write(found, before -> changed(before, body).with(named.members())))
        : write(found, before -> changed(before, body));
  }

  private CompletionStage<ChatGroup> write(ChatGroup found, UnaryOperator<ChatGroup> change) {
    return chats.groups().change(found.owner(), found.id(), change);
  }

  /** The group as a body wants it; it stays the one of its user, as its session does. */
  private static ChatGroup changed(ChatGroup before, ObjectNode body) {
    var after =
        GroupBody.change(before, body)
            .group(before.id(), before.owner(), before.created(), before.rules().seed());
    if (!after.user().equals(before.user())) {
      throw Fault.invalid(
          "user", "\"%s\" (expected: \"%s\", as before)".formatted(after.user(), before.user()));
    }
    return after;
  }

  /** {@code DELETE /v1/groups/{id}}: erases it with everything that was said in it. */
  public void erase(HttpExchange exchange) {
    boolean memories = exchange.query("memories").filter("true"::equals).isPresent();
    exchange.when(
        find(exchange)
            .thenCompose(found -> chats.groups().erase(found.owner(), found.id(), memories)),
        gone -> exchange.json(Json.object().put("id", gone.id()).put("deleted", true)));
  }

  /** {@code POST /v1/groups/{id}/cancel}: ends the turn that runs; what is whole by then stays. */
  public void cancel(HttpExchange exchange) {
    exchange.when(
        find(exchange)
            .thenCompose(
                found ->
                    chats
                        .running()
                        .cancel(found.owner(), found.id())
                        .thenApply(
                            was -> Json.object().put("group", found.id()).put("cancelled", was))),
        exchange::json);
  }

  /** {@code POST /v1/groups/{id}/messages/{mid}/choose}: the variant that counts from now on. */
  public void choose(HttpExchange exchange) {
    var reply = exchange.path("mid");
    var room = exchange.memory();
    var user = EndUser.of(exchange);
    exchange.when(
        find(exchange)
            .thenApplyAsync(
                found -> new ReplyChoice(chats, found, room::take).choose(user, reply),
                chats.sessions().threads()),
        exchange::json);
  }

  /** {@code GET /v1/groups/{id}/messages?after=&limit=}: the oldest first. */
  public void messages(HttpExchange exchange) {
    var limit = exchange.query("limit").orElse(USUAL_MESSAGES);
    var page =
        new MessagePage(
            exchange.query("after").orElse(""),
            (int) Page.number("limit", limit, MessagePage.MOST));
    Caller caller = exchange.principal().caller();
    var room = exchange.memory();
    exchange.when(
        find(exchange)
            .thenCompose(
                group ->
                    chats
                        .sessions()
                        .sessions()
                        .messages(caller.owner(), group.id(), page, room::take)
                        .thenApply(
                            found -> {
                              var answer = Json.object().put("object", "list");
                              var data = answer.putArray("data");
                              found
                                  .data()
                                  .forEach(each -> data.add(GroupLine.of(each, group).json()));
                              return answer.put("has_more", found.more());
                            })),
        exchange::json);
  }
}
